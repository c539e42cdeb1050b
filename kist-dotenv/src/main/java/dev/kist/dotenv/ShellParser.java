package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a file that a shell sources, as far as it does nothing but set variables: assignments, {@code export}, {@code readonly},
 * {@code declare}, {@code unset} and {@code set -a}. The first thing that is more than that is refused.
 */
final class ShellParser {
    private static final Set<String> OPTIONS =
            Set.of("allexport", "errexit", "nounset", "noglob", "pipefail", "posix", "verbose", "xtrace");

    private final String text;
    private final int end;
    private final Findings findings;
    private final DialectEntries entries;
    private final Set<String> readOnly = new HashSet<>();
    private int pos;

    /** For text as it is in the file, but for a byte order mark. */
    ShellParser(String text, Findings findings) {
        this.text = text;
        this.end = text.length();
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        while (true) {
            skipBlanks();
            if (pos == end) {
                return;
            }
            if (text.charAt(pos) == '\n') {
                pos++;
            } else {
                command();
            }
        }
    }

    private void command() {
        int first = pos;
        if (assignmentEnd(pos) > 0) {
            assignments(first);
        } else {
            int wordEnd = Key.nameEnd(text, pos, end, false);
            String word = text.substring(pos, wordEnd);
            if (!isWordEnd(wordEnd)) {
                throw isCommand(first);
            }
            pos = wordEnd;
            switch (word) {
                case "export", "readonly", "declare", "typeset" -> declaration(first, word);
                case "unset" -> unset(first);
                case "set" -> options(first);
                default -> throw isCommand(first);
            }
        }
        endCommand(first);
    }

    /** Assignments on one line, each of which sees those before it. */
    private void assignments(int first) {
        while (assignmentEnd(pos) > 0) {
            add(assignment(first, pos, false));
            skipBlanks();
        }
    }

    /** The words of one command, all of which are expanded before the first is set. */
    private void declaration(int first, String command) {
        List<Assignment> assignments = new ArrayList<>();
        skipBlanks();
        while (!isCommandEnd()) {
            int nameEnd = Key.nameEnd(text, pos, end, false);
            if (assignmentEnd(pos) > 0) {
                assignments.add(assignment(first, pos, true));
            } else if (nameEnd > pos && isWordEnd(nameEnd)) {
                String name = text.substring(pos, nameEnd);
                if (findings.definition(name) == null) {
                    findings.warn(WarningCode.EXPORT_WITHOUT_VALUE, entries.line(first), name);
                }
                pos = nameEnd;
                readOnly.addAll(command.equals("readonly") ? Set.of(name) : Set.of());
            } else {
                declarationOption(first, command);
            }
            skipBlanks();
        }
        for (Assignment assignment : assignments) {
            add(assignment);
            readOnly.addAll(command.equals("readonly") ? Set.of(assignment.key()) : Set.of());
        }
    }

    private void declarationOption(int first, String command) {
        String option = plainWord();
        boolean isAttribute = command.equals("declare") || command.equals("typeset");
        if (!option.equals("--") && !(isAttribute && option.matches("-[grx]+"))) {
            throw isCommand(first);
        }
    }

    private void unset(int first) {
        skipBlanks();
        while (!isCommandEnd()) {
            String word = plainWord();
            if (Key.isPortable(word)) {
                findings.undefine(word);
            } else if (!word.equals("-v")) {
                throw isCommand(first);
            }
            skipBlanks();
        }
    }

    /** {@code set -a} and its like change nothing that is read here; whatever sets positional parameters is refused. */
    private void options(int first) {
        skipBlanks();
        while (!isCommandEnd()) {
            String word = plainWord();
            if (word.matches("[-+][aefuvx]*o")) {
                skipBlanks();
                if (!OPTIONS.contains(plainWord())) {
                    throw isCommand(first);
                }
            } else if (!word.matches("[-+][aefuvx]+")) {
                throw isCommand(first);
            }
            skipBlanks();
        }
    }

    private record Assignment(String key, int first, int keyFrom, ShellWord word, int to, boolean undefined) {}

    private Assignment assignment(int first, int keyFrom, boolean isArgument) {
        int separator = Key.nameEnd(text, keyFrom, end, false);
        String key = text.substring(keyFrom, separator);
        ShellWord word = new ShellWord(text, separator + 1, findings, entries.line(first), isArgument);
        pos = word.read();
        return new Assignment(key, first, keyFrom, word, pos, word.isUndefined());
    }

    private void add(Assignment assignment) {
        String key = assignment.key();
        int line = entries.line(assignment.first());
        if (readOnly.contains(key)) {
            throw findings.failure(line, key + " is set again, though readonly");
        }
        ShellWord word = assignment.word();
        entries.add(
                key,
                assignment.first(),
                assignment.to(),
                word.quote(),
                word.raw(),
                word.value(),
                word.references(),
                word.template());
        if (Names.isOfShells(key)) {
            findings.warn(WarningCode.ODD_KEY, line, key);
        }
        if (assignment.undefined()) {
            findings.warn(WarningCode.UNDEFINED, line, key);
        }
    }

    /** Where the value of an assignment that begins here begins, -1 if none begins here. */
    private int assignmentEnd(int from) {
        int nameEnd = Key.nameEnd(text, from, end, false);
        return nameEnd > from && nameEnd < end && text.charAt(nameEnd) == '=' ? nameEnd + 1 : -1;
    }

    /** A word without anything to quote or expand. */
    private String plainWord() {
        int from = pos;
        while (pos < end && (Key.end(text, pos, pos + 1) > pos || text.charAt(pos) == '+')) {
            pos++;
        }
        if (pos == from || !isWordEnd(pos)) {
            throw isCommand(from);
        }
        return text.substring(from, pos);
    }

    private void endCommand(int first) {
        if (pos < end && text.charAt(pos) == ';' && !text.startsWith(";;", pos)) {
            pos++;
        } else if (!isCommandEnd()) {
            boolean computes = "&|<>()".indexOf(text.charAt(pos)) >= 0;
            throw computes
                    ? isCommand(first)
                    : findings.failure(
                            entries.line(first),
                            "text follows a value, which a shell would run as a command: quote the value if it belongs to it");
        }
    }

    private DotenvException isCommand(int first) {
        return findings.failure(
                entries.line(first), "is more than an assignment: nothing that a shell would run or compute is read");
    }

    private boolean isCommandEnd() {
        return pos == end || text.charAt(pos) == '\n' || text.charAt(pos) == ';';
    }

    private boolean isWordEnd(int offset) {
        return offset == end || " \t\n;".indexOf(text.charAt(offset)) >= 0;
    }

    /** Past blanks, joined lines and a comment. */
    private void skipBlanks() {
        while (pos < end) {
            if (text.startsWith("\\\n", pos)) {
                pos += 2;
            } else if (text.charAt(pos) == ' ' || text.charAt(pos) == '\t') {
                pos++;
            } else if (text.charAt(pos) == '#' && (pos == 0 || isWordEnd(pos - 1))) {
                int lineEnd = text.indexOf('\n', pos);
                pos = lineEnd < 0 ? end : lineEnd;
            } else {
                return;
            }
        }
    }
}
