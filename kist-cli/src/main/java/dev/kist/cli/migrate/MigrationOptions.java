package dev.kist.cli.migrate;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.WarningCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How files are read and what may be changed by them; shared with {@code init --env-file}. */
public final class MigrationOptions {
    @Option(names = "--dialect", paramLabel = "NAME", description = "Read as node, python, compose or docker does.")
    @Nullable
    String dialect;

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            split = ",",
            description = "Accept Kist's reading where a warning of this code blocks.")
    List<String> accept = new ArrayList<>();

    @Option(names = "--expand", description = "Store references expanded instead of as templates.")
    boolean isExpand;

    @Option(names = "--env", description = "Look up what the file does not define in the environment variables.")
    boolean isEnvironmentLookup;

    @Option(
            names = {"-y", "--yes"},
            description = "Change existing secrets without asking.")
    boolean isYes;

    @Option(names = "--keep-existing", description = "Leave existing secrets as they are.")
    boolean isKeepExisting;

    Dialect dialect() {
        String word = dialect == null ? Dialect.KIST.word() : dialect;
        return Dialect.ofWord(word)
                .orElseThrow(() -> new InvalidInputException(
                        "--dialect: " + Printable.quote(word) + " is not known",
                        "say one of kist, node, python, compose, docker"));
    }

    Set<WarningCode> accepted() {
        Set<WarningCode> codes = EnumSet.noneOf(WarningCode.class);
        for (String word : accept) {
            try {
                codes.add(WarningCode.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "--accept: " + Printable.quote(word) + " is no warning's code",
                        "the code stands behind FILE:LINE: in the warning");
            }
        }
        return codes;
    }

    boolean isYes() {
        return isYes;
    }

    boolean isKeepExisting() {
        return isKeepExisting;
    }
}
