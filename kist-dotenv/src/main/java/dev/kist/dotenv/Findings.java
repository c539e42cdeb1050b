package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a parser has found so far, and where it looks names up. */
final class Findings {
    /** How many lines that are no assignments are named one by one. */
    private static final int JUNK_LINES = 1000;

    private static final String EXPANDED =
            "its references are stored expanded, as they are no plain references to names"
                    + " defined exactly once above; node dotenv without dotenv-expand and docker leave them as they are";
    private static final String TEMPLATE = "its references are kept as a template, so that it follows when they change;"
            + " node dotenv without dotenv-expand and docker leave them as they are";

    /** What concerns the file or the value itself, not how one parser reads it. */
    private static final Set<WarningCode> BLOCKS_EVERYWHERE =
            Set.of(WarningCode.NOT_UTF8, WarningCode.FOR_ANOTHER_TOOL, WarningCode.GIT_CONFLICT);

    private final DotenvOptions options;
    private final int fileLength;
    private final List<DotenvEntry> entries;
    private final List<DotenvWarning> warnings = new ArrayList<>();
    private final Map<String, DotenvEntry> last;
    private final Set<String> duplicated = new HashSet<>();
    private final Set<String> undefined = new HashSet<>();
    /** Key to how many entries there were when those of the key were taken back. */
    private final Map<String, Integer> takenBack = new HashMap<>();
    /** Pairs: the index of a {@link WarningCode#REFERENCE} warning, and that of its entry. */
    private final List<int[]> referenceWarnings = new ArrayList<>();

    private final Map<String, DotenvEntry> earlier = new HashMap<>();
    private int conflictLine;
    private boolean isConflictTold;

    private int junkLines;
    private long expanded;

    Findings(DotenvOptions options, int fileLength) {
        this.options = options;
        this.fileLength = fileLength;
        int expectedEntries = 16 + fileLength / 64;
        this.entries = new ArrayList<>(expectedEntries);
        this.last = new HashMap<>(expectedEntries * 2);
        for (DotenvEntry entry : options.earlier()) {
            if (earlier.put(entry.key(), entry) != null) {
                duplicated.add(entry.key());
            }
        }
    }

    /** To be told before parsing: the line of the first mark of a git conflict, 0 if there is none. */
    void conflictAt(int line) {
        conflictLine = line;
    }

    boolean hasConflict() {
        return conflictLine > 0;
    }

    /** Warns of a line that is no assignment because git wrote it. */
    void warnOfMark(int line) {
        warnings.add(warning(
                WarningCode.NOT_AN_ASSIGNMENT,
                line,
                null,
                "is the mark of a git conflict that is not resolved; the lines of both sides are read, and the last of equal"
                        + " keys counts"));
        isConflictTold = true;
    }

    void warn(WarningCode code, int line, @Nullable String key) {
        if (code == WarningCode.NOT_AN_ASSIGNMENT && ++junkLines > JUNK_LINES) {
            return;
        }
        if (code == WarningCode.REFERENCE) {
            // It is about the entry that was added last.
            referenceWarnings.add(new int[] {warnings.size(), entries.size() - 1});
        }
        warnings.add(warning(code, line, key, code.difference()));
    }

    private DotenvWarning warning(WarningCode code, int line, @Nullable String key, String difference) {
        boolean strict = options.dialect() == Dialect.KIST || options.dialect() == Dialect.SHELL;
        boolean blocks = code.blocks() && (strict || BLOCKS_EVERYWHERE.contains(code));
        return new DotenvWarning(code, blocks, options.fileName(), line, key, difference);
    }

    /** Adds an entry and tells whether its key was defined before; its warnings are given afterwards. */
    boolean add(DotenvEntry entry) {
        entries.add(entry);
        if (!undefined.isEmpty()) {
            undefined.remove(entry.key());
        }
        boolean again = last.put(entry.key(), entry) != null;
        if (again || earlier.containsKey(entry.key())) {
            duplicated.add(entry.key());
        }
        warnOfText(entry);
        return again;
    }

    private void warnOfText(DotenvEntry entry) {
        List<ValueHint> hints = ValueHint.of(entry.value());
        if (hints.isEmpty() && entry.value().length() != entry.raw().length()) {
            hints = ValueHint.of(entry.raw()).stream()
                    .filter(hint -> hint.code() == WarningCode.FOR_ANOTHER_TOOL)
                    .toList();
        }
        if (hints.isEmpty()
                && entry.key().startsWith("DOTENV_VAULT_")
                && !entry.value().isEmpty()) {
            hints = List.of(ValueHint.forTool("dotenv-vault"));
        }
        hints.forEach(hint -> warnings.add(hint.at(options.fileName(), entry.line(), entry.key())));
        if (hasConflict() && GitConflict.isInside(entry.raw())) {
            warn(WarningCode.GIT_CONFLICT, entry.line(), entry.key());
            isConflictTold = true;
        }
    }

    /** The last definition of a key so far, in this file or an earlier one. */
    @Nullable
    DotenvEntry definition(String name) {
        DotenvEntry own = last.get(name);
        return own != null || undefined.contains(name) ? own : earlier.get(name);
    }

    /** A reference to what {@link #definition} gives now. */
    Reference reference(String name, boolean plain) {
        DotenvEntry own = last.get(name);
        return new Reference(name, plain, own == null ? 0 : own.line());
    }

    /** Takes all definitions of a key back, as a line with nothing but the key does in python-dotenv. */
    void undefine(String key) {
        undefined.add(key);
        duplicated.add(key);
        if (last.remove(key) != null) {
            takenBack.put(key, entries.size());
        }
    }

    /** Whether the last line with this key gave it no value. */
    boolean isUndefined(String key) {
        return undefined.contains(key);
    }

    @Nullable
    String environment(String name) {
        return options.environment().apply(name);
    }

    /** Counts text that a reference puts in: references to references could otherwise double it with every line. */
    void countExpanded(int characters, int line) {
        expanded += characters;
        if (expanded > (16L << 20) + 4L * fileLength) {
            throw failure(line, "references put in more text than four times the file and 16 MiB");
        }
    }

    DotenvException failure(int line, String reason) {
        return new DotenvException(options.fileName(), line, reason);
    }

    List<DotenvWarning> warnings() {
        for (int[] pair : referenceWarnings) {
            DotenvWarning old = warnings.get(pair[0]);
            boolean template = entries.get(pair[1]).template() != null;
            warnings.set(pair[0], warning(old.code(), old.line(), old.key(), template ? TEMPLATE : EXPANDED));
        }
        if (hasConflict() && !isConflictTold) {
            warnings.add(warning(WarningCode.GIT_CONFLICT, conflictLine, null, WarningCode.GIT_CONFLICT.difference()));
        }
        if (junkLines > JUNK_LINES) {
            String more = (junkLines - JUNK_LINES) + " more lines are no assignments and are skipped";
            warnings.add(warning(WarningCode.NOT_AN_ASSIGNMENT, 1, null, more));
        }
        return warnings;
    }

    /** All entries; a template that names a key with several definitions is dropped. */
    List<DotenvEntry> entries() {
        if (!duplicated.isEmpty()) {
            entries.replaceAll(entry -> entry.withoutTemplateIfIn(duplicated));
        }
        if (takenBack.isEmpty()) {
            return entries;
        }
        List<DotenvEntry> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (i >= takenBack.getOrDefault(entries.get(i).key(), 0)) {
                kept.add(entries.get(i));
            }
        }
        return kept;
    }
}
