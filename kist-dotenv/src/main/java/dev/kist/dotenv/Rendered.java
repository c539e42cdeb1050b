package dev.kist.dotenv;

import org.jspecify.annotations.Nullable;

/** A value in the making and, from the first reference on, the template that would give the same. */
final class Rendered {
    private final StringBuilder value;
    private @Nullable StringBuilder template;
    private boolean canBeTemplate = true;
    private boolean afterDollar;

    Rendered(int expectedLength) {
        this.value = new StringBuilder(expectedLength);
    }

    void literal(char c) {
        value.append(c);
        if (template != null) {
            escape(template, c);
        }
        afterDollar = c == '$';
    }

    void literal(String text, int from, int to) {
        if (from == to) {
            return;
        }
        value.append(text, from, to);
        if (template != null) {
            for (int i = from; i < to; i++) {
                escape(template, text.charAt(i));
                afterDollar = text.charAt(i) == '$';
            }
        }
        afterDollar = text.charAt(to - 1) == '$';
    }

    void reference(String name, String inserted, boolean defined) {
        // A literal $ right before a reference would read as the escape $${.
        if (!defined || afterDollar) {
            noTemplate();
        }
        if (canBeTemplate) {
            startTemplate().append("${").append(name).append('}');
        }
        value.append(inserted);
        afterDollar = false;
    }

    void noTemplate() {
        canBeTemplate = false;
        template = null;
    }

    String value() {
        return value.toString();
    }

    @Nullable
    String template() {
        return template == null ? null : template.toString();
    }

    /** Up to here all of the value is literal text. */
    private StringBuilder startTemplate() {
        if (template == null) {
            template = new StringBuilder(value.length() + 16);
            afterDollar = false;
            for (int i = 0; i < value.length(); i++) {
                escape(template, value.charAt(i));
                afterDollar = value.charAt(i) == '$';
            }
        }
        return template;
    }

    private void escape(StringBuilder to, char c) {
        if (c == '{' && afterDollar) {
            to.append('$');
        }
        to.append(c);
    }
}
