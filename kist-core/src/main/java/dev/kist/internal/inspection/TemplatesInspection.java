// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.TemplateException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the templates that apply in one environment can be resolved. */
final class TemplatesInspection {
    private static final String TOPIC = "templates";

    private final Environments environments;
    private final EnvironmentName name;

    TemplatesInspection(Environments environments, EnvironmentName name) {
        this.environments = environments;
        this.name = name;
    }

    List<Finding> run() {
        LoadedSecrets loaded = new SecretLoader(environments).load(name, Unreadable.SKIP);
        List<SecretName> templates = loaded.names().stream()
                .filter(secret -> loaded.find(secret).filter(Secret::isTemplate).isPresent())
                .toList();
        List<Finding> broken = new ArrayList<>();
        for (SecretName template : templates) {
            failure(loaded, template)
                    .map(failure -> Finding.failure(Code.BROKEN_TEMPLATE, TOPIC, failure)
                            .about("secret", template))
                    .ifPresent(broken::add);
        }
        return broken.isEmpty() && !templates.isEmpty()
                ? List.of(Finding.good(
                        Code.SECRETS,
                        TOPIC,
                        templates.size() == 1
                                ? "the only template of " + name + " can be resolved"
                                : "all " + templates.size() + " templates of " + name + " can be resolved"))
                : broken;
    }

    private static Optional<TemplateException> failure(LoadedSecrets loaded, SecretName template) {
        try {
            loaded.value(template);
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(e);
        }
    }
}
