// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.ValueHint;
import dev.kist.dotenv.WarningCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What an edited file says beside its values: the comment that makes the line below it a template, and what looks like a slip. */
final class EditMarks {
    private static final String TEMPLATE = "kist: template";

    /** The comment above a template. */
    static final String MARK = "# " + TEMPLATE;

    /** However a person types it. */
    private static final Pattern TYPED = Pattern.compile("(?i)\\s*kist\\s*:\\s*template\\s*");

    private static final Pattern QUOTED = Pattern.compile("(?i)\"\\s*kist\\s*:\\s*template\\s*\"");

    private EditMarks() {}

    /** Whether a comment, without its {@code #}, is the mark. */
    static boolean isMark(String comment) {
        return TYPED.matcher(comment).matches();
    }

    /** A line of a note as it is shown: in quotes where it would be the mark. */
    static String shown(String line) {
        return isMark(line) ? '"' + line + '"' : line;
    }

    /** The line of a note that is shown so. */
    static String unshown(String line) {
        return QUOTED.matcher(line).matches() ? line.substring(1, line.length() - 1) : line;
    }

    /** The first line, from 1, that is a mark with no entry directly below it and its comments. */
    static OptionalInt strayLine(byte[] content, List<DotenvEntry> entries) {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
        BitSet starts = new BitSet();
        BitSet inside = new BitSet();
        for (DotenvEntry entry : entries) {
            int more = (int) entry.raw().chars().filter(c -> c == '\n').count();
            starts.set(entry.line());
            inside.set(entry.line(), entry.line() + more + 1);
        }
        for (int line = 1; line <= lines.length; line++) {
            if (!inside.get(line) && isComment(lines, line) && isMark(lines[line - 1].replaceAll("^[\\s#]*", ""))) {
                int below = line + 1;
                while (below <= lines.length && !inside.get(below) && isComment(lines, below)) {
                    below++;
                }
                if (!starts.get(below)) {
                    return OptionalInt.of(line);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** What {@code set} and {@code migrate} point out, too, of the lines that are written. */
    static List<String> oddities(DotenvFile file, Map<SecretName, Content> written) {
        List<String> oddities = new ArrayList<>();
        written.forEach((name, content) -> ValueHint.of(content.value().text())
                .forEach(hint -> oddities.add("the value of " + name
                        + (hint.code() == WarningCode.FOR_ANOTHER_TOOL ? ": " : " ") + hint.message())));
        file.warnings().stream()
                .filter(warning -> warning.code() == WarningCode.BACKTICK)
                .filter(warning -> warning.key() != null
                        && SecretName.isValid(warning.key())
                        && written.containsKey(new SecretName(warning.key())))
                .forEach(warning -> oddities.add("the value of " + warning.key()
                        + " stands in backticks, which are quotes here and no part of it"));
        return oddities;
    }

    private static boolean isComment(String[] lines, int line) {
        return lines[line - 1].strip().startsWith("#");
    }
}
