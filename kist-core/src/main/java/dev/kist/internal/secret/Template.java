// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.InvalidInputException;
import dev.kist.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with references to other secrets: <code>${NAME}</code> stands for the value of {@code NAME}, <code>$${</code> for a
 * literal <code>${</code>. Nothing else is special. Immutable; its {@code toString} shows nothing.
 */
final class Template {
    private static final Pattern SPECIAL = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}?");

    /** A literal text, or the name of a secret. */
    private sealed interface Part {}

    private record Literal(String text) implements Part {
        @Override
        public String toString() {
            return "Literal[hidden]";
        }
    }

    private record Reference(SecretName name) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @throws InvalidInputException if a <code>${</code> does not begin a reference to a valid name; the message does not
     *     show the text
     */
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = SPECIAL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Literal(text.substring(end, matcher.start())));
            String name = matcher.group(1);
            if (name == null) {
                parts.add(new Literal("${"));
            } else if (matcher.group().endsWith("}") && SecretName.isValid(name)) {
                parts.add(new Reference(new SecretName(name)));
            } else {
                throw new InvalidInputException(
                        "the template has a ${ that does not begin a reference, at character " + (matcher.start() + 1),
                        "write ${NAME} for the value of NAME, and $${ for a literal ${");
            }
            end = matcher.end();
        }
        parts.add(new Literal(text.substring(end)));
        return new Template(parts);
    }

    /** The names that it refers to, in order, as often as they occur. */
    List<SecretName> references() {
        return parts.stream()
                .filter(Reference.class::isInstance)
                .map(part -> ((Reference) part).name())
                .toList();
    }

    /** How many bytes of UTF-8 it has with every reference replaced; counts no further than just over {@code most}. */
    long length(Function<SecretName, String> values, long most) {
        long length = 0;
        for (Part part : parts) {
            String text = text(part, values);
            // A UTF-16 unit is at least one byte of UTF-8: what is longer than that need not be counted.
            length += text.length() > most ? text.length() : utf8Length(text);
            if (length > most) {
                return length;
            }
        }
        return length;
    }

    /** The text with every reference replaced once; what is put in is not looked at again. */
    String render(Function<SecretName, String> values) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text(part, values)));
        return text.toString();
    }

    private static String text(Part part, Function<SecretName, String> values) {
        return part instanceof Reference reference ? values.apply(reference.name()) : ((Literal) part).text();
    }

    private static long utf8Length(String text) {
        return text.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }

    @Override
    public String toString() {
        return "Template[hidden]";
    }
}
