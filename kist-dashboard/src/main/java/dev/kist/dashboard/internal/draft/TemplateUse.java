package dev.kist.dashboard.internal.draft;

import dev.kist.InvalidInputException;
import dev.kist.Secret;
import dev.kist.SecretName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which templates of an environment would refer to a secret, once a draft is saved. */
public final class TemplateUse {
    /** <code>$${</code> is a literal <code>${</code>, as in {@code docs/format.md}. */
    private static final Pattern SPECIAL = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)}?");

    private final Map<SecretName, Set<SecretName>> references = new TreeMap<>();

    TemplateUse(Collection<Secret> current, List<Edit> edits) {
        Map<SecretName, Secret.Content> contents = new TreeMap<>();
        current.forEach(secret -> contents.put(secret.name(), secret.content()));
        edits.forEach(edit -> contents.put(edit.name(), edit.content()));
        contents.forEach((name, content) -> {
            if (content.isTemplate()) {
                references.put(name, lenient(content.value().text()));
            }
        });
    }

    /** The templates that refer to {@code name}, ascending. */
    List<SecretName> of(SecretName name) {
        List<SecretName> use = new ArrayList<>();
        references.forEach((template, names) -> {
            if (names.contains(name)) {
                use.add(template);
            }
        });
        return use;
    }

    /**
     * Takes a template that a person wrote.
     *
     * @throws InvalidInputException if a <code>${</code> does not begin a reference; the message does not show the text
     */
    public static void requireWellFormed(String text) {
        Matcher matcher = SPECIAL.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null && !isReference(matcher)) {
                throw new InvalidInputException(
                        "the template has a ${ that does not begin a reference, at character " + (matcher.start() + 1),
                        "write ${NAME} for the value of NAME, and $${ for a literal ${");
            }
        }
    }

    private static Set<SecretName> lenient(String text) {
        Set<SecretName> names = new TreeSet<>();
        Matcher matcher = SPECIAL.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null && isReference(matcher)) {
                names.add(SecretName.parse(matcher.group(1)));
            }
        }
        return names;
    }

    private static boolean isReference(Matcher matcher) {
        return matcher.group().endsWith("}") && SecretName.isValid(matcher.group(1));
    }
}
