package dev.kist.internal.door;

import dev.kist.KistException;
import dev.kist.NeededByTemplateException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.internal.secret.Template;
import java.util.Collection;
import java.util.List;

/** Which secrets of an environment its templates refer to. */
final class TemplateNeeds {
    private final Reading reading;

    TemplateNeeds(Reading reading) {
        this.reading = reading;
    }

    /**
     * Refuses to take away what a template of the environment needs that is not taken away itself.
     *
     * @throws NeededByTemplateException if there is such a template
     */
    void requireNotNeeded(Collection<SecretName> leaving) {
        for (Secret secret : reading.secrets()) {
            if (secret.isTemplate() && !leaving.contains(secret.name())) {
                references(secret).stream()
                        .filter(leaving::contains)
                        .findFirst()
                        .ifPresent(needed -> {
                            throw new NeededByTemplateException(secret.environment(), needed, secret.name());
                        });
            }
        }
    }

    private static List<SecretName> references(Secret template) {
        try {
            return Template.parse(template.value().text()).references();
        } catch (KistException e) {
            // Broken already: nothing can break it further.
            return List.of();
        }
    }
}
