package dev.kist.dotenv;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a file.
 *
 * @param key the name as written; not every key can be a secret's name
 * @param line the line it starts on, from 1
 * @param quote how the value was quoted
 * @param raw the value as written, without the quotes if it was quoted, line ends as LF
 * @param value the value it stands for, references expanded
 * @param references what was expanded, in order
 * @param template the value with each reference as <code>${NAME}</code> and a literal <code>${</code> as
 *     <code>$${</code>; absent unless every reference is {@link Reference#plain() plain} and to a name that the file
 *     and those before it define exactly once, above
 * @param note the comments directly above and behind, absent if there are none
 */
public record DotenvEntry(
        String key,
        int line,
        Quote quote,
        String raw,
        String value,
        List<Reference> references,
        @Nullable String template,
        @Nullable String note) {

    /** Checks that nothing but template and note is absent. */
    public DotenvEntry {
        Objects.requireNonNull(key);
        Objects.requireNonNull(quote);
        Objects.requireNonNull(raw);
        Objects.requireNonNull(value);
        references = List.copyOf(references);
    }

    /** An entry that is nothing but a key and a literal value, as the readers of other formats give it. */
    public static DotenvEntry literal(String key, int line, String value) {
        return new DotenvEntry(key, line, Quote.NONE, value, value, List.of(), null, null);
    }

    /**
     * Key to entry, the last of equal keys, in their order. For the entries of several files, each read with those before it
     * as its {@link DotenvOptions#earlier() earlier} ones, this is what they mean together: an entry has no template if it
     * refers to a key that has several entries.
     */
    public static Map<String, DotenvEntry> lastOfEach(Collection<DotenvEntry> entries) {
        Map<String, DotenvEntry> last = new LinkedHashMap<>();
        Set<String> duplicated = new HashSet<>();
        for (DotenvEntry entry : entries) {
            if (last.remove(entry.key) != null) {
                duplicated.add(entry.key);
            }
            last.put(entry.key, entry);
        }
        if (!duplicated.isEmpty()) {
            last.replaceAll((key, entry) -> entry.withoutTemplateIfIn(duplicated));
        }
        return Collections.unmodifiableMap(last);
    }

    /** The same, but without the template if it refers to one of these. */
    DotenvEntry withoutTemplateIfIn(Set<String> duplicated) {
        boolean isAffected =
                template != null && references.stream().anyMatch(reference -> duplicated.contains(reference.name()));
        return isAffected ? withoutTemplate() : this;
    }

    private DotenvEntry withoutTemplate() {
        return new DotenvEntry(key, line, quote, raw, value, references, null, note);
    }

    /** Key and line; never a value. */
    @Override
    public String toString() {
        return "DotenvEntry[" + key + ", line " + line + "]";
    }
}
