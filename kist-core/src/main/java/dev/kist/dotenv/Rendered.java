package dev.kist.dotenv;

import org.jspecify.annotations.Nullable;

/** A value in the making, and beside it the template that would give the same. */
final class Rendered {
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder template = new StringBuilder();
    private boolean hasReference;
    private boolean canBeTemplate = true;
    private boolean afterDollar;

    void literal(char c) {
        value.append(c);
        if (canBeTemplate) {
            if (c == '{' && afterDollar) {
                template.append('$');
                template.append('{');
            } else {
                template.append(c);
            }
        }
        afterDollar = c == '$';
    }

    void reference(String name, String inserted, boolean inFile) {
        value.append(inserted);
        hasReference = true;
        // A literal $ right before a reference would read as the escape $${.
        if (!inFile || afterDollar) {
            noTemplate();
        }
        if (canBeTemplate) {
            template.append("${").append(name).append('}');
        }
        afterDollar = false;
    }

    void noTemplate() {
        canBeTemplate = false;
        template.setLength(0);
    }

    String value() {
        return value.toString();
    }

    @Nullable
    String template() {
        return canBeTemplate && hasReference ? template.toString() : null;
    }
}
