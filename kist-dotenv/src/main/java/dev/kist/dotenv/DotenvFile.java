package dev.kist.dotenv;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .env} file that was read.
 *
 * <p>Reading takes time linear in the size of the file and memory of a few times its size. It never runs a command and
 * asks no environment but the lookup in its options. A file is immutable and may be shared between threads.
 */
public final class DotenvFile {
    private final byte[] content;
    private final DotenvOptions options;
    private final List<DotenvEntry> entries;
    private final List<DotenvWarning> warnings;
    private @Nullable Readings readings;

    private DotenvFile(byte[] content, DotenvOptions options, Findings findings) {
        this.content = content;
        this.options = options;
        this.entries = Collections.unmodifiableList(findings.entries());
        this.warnings = Collections.unmodifiableList(findings.warnings());
    }

    /**
     * Reads a file. The bytes are kept, not copied: they are not to change afterwards.
     *
     * @throws DotenvException if the dialect's parser would refuse the file; in {@link Dialect#KIST} if it is not Unicode text
     *     without NUL, if a {@code ${NAME?…}} is missing, or if references are nested or multiply beyond reason; in all, if
     *     the whole file is encrypted
     */
    public static DotenvFile parse(byte[] content, DotenvOptions options) {
        String fileName = options.fileName();
        SourceText source = SourceText.of(content, options.dialect(), fileName);
        String text = source.text();
        String sealer = OtherTool.ofFile(text);
        if (sealer != null) {
            throw new DotenvException(fileName, 1, "the whole file is encrypted by " + sealer + "; decrypt it first");
        }
        Findings findings = new Findings(options, content.length);
        source.codes().forEach(code -> findings.warn(code, 1, null));
        int mark = GitConflict.firstMark(text);
        if (mark < 0) {
            read(text, options.dialect(), findings);
            return new DotenvFile(content, options, findings);
        }
        int line = SourceText.lineOf(text, mark);
        findings.conflictAt(line);
        try {
            read(text, options.dialect(), findings);
        } catch (DotenvException e) {
            throw new DotenvException(
                    fileName, line, "a git conflict begins here that is not resolved; resolve it first");
        }
        return new DotenvFile(content, options, findings);
    }

    private static void read(String text, Dialect dialect, Findings findings) {
        switch (dialect) {
            case KIST -> new KistParser(text, findings).parse();
            case NODE -> new NodeParser(text, findings).parse();
            case PYTHON -> new PythonParser(text, findings).parse();
            case COMPOSE -> new ComposeParser(text, findings).parse();
            case DOCKER -> new DockerParser(text, findings).parse();
            case SHELL -> new ShellParser(text, findings).parse();
            case SYSTEMD -> new SystemdParser(text, findings).parse();
            case DOTENV_JAVA -> new DotenvJavaParser(text, findings).parse();
            case GITHUB_ENV -> new GithubEnvParser(text, findings).parse();
        }
    }

    /**
     * The text of a file of any kind, for readers of other formats: UTF-8, or UTF-16 and UTF-32 by their byte order marks. The
     * mark is left out, and line ends stay as they are.
     *
     * @throws DotenvException if it is something else; it says what it probably is, and how it becomes UTF-8
     */
    public static String decode(byte[] content, String fileName) {
        return SourceText.unicode(content, fileName);
    }

    /** The name for messages. */
    public String fileName() {
        return options.fileName();
    }

    /** Whose rules it was read by. */
    public Dialect dialect() {
        return options.dialect();
    }

    /** All entries in the order of the file, several with one key among them. */
    public List<DotenvEntry> entries() {
        return entries;
    }

    /** Key to entry, the last of equal keys, in the order of the file. */
    public Map<String, DotenvEntry> effectiveEntries() {
        return DotenvEntry.lastOfEach(entries);
    }

    /** All warnings in the order of the file. */
    public List<DotenvWarning> warnings() {
        return warnings;
    }

    /** The warnings that block and whose code is not among those accepted. */
    public List<DotenvWarning> blockers(Set<WarningCode> accepted) {
        return warnings.stream()
                .filter(warning -> warning.blocks() && !accepted.contains(warning.code()))
                .toList();
    }

    /**
     * The ways to read what a warning of this file is about: first the one that was picked, then those of the other
     * dialects that give another value. A dialect whose parser refuses the file is left out.
     */
    public synchronized List<Reading> readings(DotenvWarning warning) {
        if (readings == null) {
            readings = new Readings(content, options, this);
        }
        return readings.of(warning);
    }

    /** The file and how many entries it has; never a value. */
    @Override
    public String toString() {
        return "DotenvFile[" + options.fileName() + ", " + entries.size() + " entries]";
    }
}
