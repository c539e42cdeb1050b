// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The newest that was seen of an environment's document. Immutable.
 *
 * @param fingerprint its fingerprint
 * @param revision the highest revision with that fingerprint
 * @param replaced the fingerprints that it had before, oldest first; never {@code fingerprint} itself
 */
record Seen(Fingerprint fingerprint, int revision, List<Fingerprint> replaced) {
    private static final int MOST_REPLACED = 100;
    private static final Pattern REVISION = Pattern.compile("[0-9]{1,10}");

    Seen {
        replaced = List.copyOf(replaced);
    }

    // By hand, as Java makes a record's own at their first use, which takes milliseconds of each command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Seen same
                && same.revision == revision
                && same.fingerprint.equals(fingerprint)
                && same.replaced.equals(replaced);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fingerprint, revision, replaced);
    }

    static Seen first(Fingerprint fingerprint, int revision) {
        return new Seen(fingerprint, revision, List.of());
    }

    /** Whether a copy of this fingerprint and revision is older. */
    boolean isNewerThan(Fingerprint found, int foundRevision) {
        return replaced.contains(found) || foundRevision < revision;
    }

    /** With a copy that is not older. */
    Seen with(Fingerprint found, int foundRevision) {
        if (found.equals(fingerprint)) {
            return new Seen(fingerprint, Math.max(revision, foundRevision), replaced);
        }
        List<Fingerprint> more = new ArrayList<>(replaced);
        more.add(fingerprint);
        more.remove(found);
        return new Seen(found, foundRevision, newest(more));
    }

    /** With fingerprints that it had before, whether or not they were seen. */
    Seen after(Collection<Fingerprint> before) {
        Set<Fingerprint> all = new LinkedHashSet<>(before);
        all.remove(fingerprint);
        if (replaced.containsAll(all)) {
            return this;
        }
        all.addAll(replaced);
        return new Seen(fingerprint, revision, newest(List.copyOf(all)));
    }

    private static List<Fingerprint> newest(List<Fingerprint> all) {
        return all.subList(Math.max(0, all.size() - MOST_REPLACED), all.size());
    }

    /** With an older copy that was accepted as the one that is right. */
    Seen reset(Fingerprint found, int foundRevision) {
        List<Fingerprint> less = new ArrayList<>(replaced);
        less.remove(found);
        return new Seen(found, foundRevision, less);
    }

    /** The newer of what two processes saw. */
    Seen merge(Seen other) {
        if (other.fingerprint.equals(fingerprint)) {
            return revision >= other.revision ? after(other.replaced) : other.after(replaced);
        }
        return other.replaced.contains(fingerprint) ? other : other.with(fingerprint, revision);
    }

    /** As it stands in a file, below a line that says which environment it is of. */
    String text() {
        StringBuilder text = new StringBuilder("fingerprint " + fingerprint + "\nrevision " + revision + "\n");
        replaced.forEach(each -> text.append("replaced ").append(each).append('\n'));
        return text.toString();
    }

    /** What a file's text says; empty if it says nothing that can be used. */
    static Optional<Seen> parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        try {
            Matcher revision = REVISION.matcher(after("revision ", lines.get(1)));
            List<Fingerprint> replaced = lines.subList(2, lines.size()).stream()
                    .map(line -> Fingerprint.parse(after("replaced ", line)))
                    .toList();
            Fingerprint fingerprint = Fingerprint.parse(after("fingerprint ", lines.get(0)));
            return revision.matches() && !replaced.contains(fingerprint)
                    ? Optional.of(new Seen(fingerprint, Integer.parseInt(revision.group()), replaced))
                    : Optional.empty();
        } catch (InvalidInputException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String after(String word, String line) {
        return line.startsWith(word) ? line.substring(word.length()) : "";
    }
}
