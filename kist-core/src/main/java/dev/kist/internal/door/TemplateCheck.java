// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.internal.secret.TemplateEffects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at what a write would do to templates: it is refused where one breaks, or, where that is accepted, done, and what
 * broke is kept to be told. A write that is tried again is looked at again. For one write, in one thread.
 */
final class TemplateCheck implements Consumer<Map<SecretName, Optional<Content>>> {
    private final TemplateEffects templates;
    private final EnvironmentName name;
    private final boolean mayBreak;
    private List<KistException> broken = List.of();

    TemplateCheck(TemplateEffects templates, EnvironmentName name, boolean mayBreak) {
        this.templates = templates;
        this.name = name;
        this.mayBreak = mayBreak;
    }

    /**
     * Looks at what would be written.
     *
     * @throws KistException if a template breaks by it and must not
     */
    @Override
    public void accept(Map<SecretName, Optional<Content>> next) {
        broken = templates.broken(name, next);
        if (!mayBreak && !broken.isEmpty()) {
            throw broken.get(0);
        }
    }

    /** One exception for each template that breaks by what was looked at last. */
    List<KistException> broken() {
        return broken;
    }
}
