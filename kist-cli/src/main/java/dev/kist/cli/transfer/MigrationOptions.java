// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import dev.kist.cli.options.ArgumentGroup;
import dev.kist.cli.options.Arguments;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.RepeatedOption;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.PlannedWrite.Answer;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.WarningCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How files are read and what may be changed by them; shared with {@code init --env-file}. */
public final class MigrationOptions extends ArgumentGroup {
    private final Option<Dialect> dialect = Option.of(
                    "--dialect",
                    "NAME",
                    MigrationOptions::dialect,
                    "How .env files are read: " + dialects() + ". Default: kist.")
            .oneOf(() -> Arrays.stream(Dialect.values()).map(Dialect::word).iterator());
    private final RepeatedOption<WarningCode> accept = RepeatedOption.of(
                    "--accept",
                    "CODE",
                    MigrationOptions::code,
                    "Accept Kist's reading where a warning of this code blocks.")
            .splitAtCommas()
            .oneOf(() -> Arrays.stream(WarningCode.values())
                    .filter(WarningCode::blocks)
                    .map(WarningCode::name)
                    .iterator());
    private final Flag expand = Flag.of("--expand", "Store references expanded instead of as templates.");
    private final Flag env = Flag.of("--env", "Look up what the file does not define in the environment variables.");
    private final Flag yes = SharedOptions.yes("Change existing secrets without asking.");
    private final Flag keepExisting = Flag.of("--keep-existing", "Leave existing secrets as they are.");

    /** What is a slip, or for a person to decide, in a file for whatever reader. */
    private static final Set<WarningCode> NEVER_MEANT = EnumSet.of(
            WarningCode.UNDEFINED,
            WarningCode.TEXT_AFTER_QUOTE,
            WarningCode.UNBALANCED_QUOTE,
            WarningCode.NOT_AN_ASSIGNMENT,
            WarningCode.FOR_ANOTHER_TOOL,
            WarningCode.GIT_CONFLICT,
            WarningCode.NOT_UTF8);

    private static Dialect dialect(String word) {
        return Dialect.ofWord(word)
                .orElseThrow(() ->
                        new InvalidInputException(Printable.quote(word) + " is not known", "say one of " + dialects()));
    }

    private static String dialects() {
        return Arrays.stream(Dialect.values()).map(Dialect::word).collect(Collectors.joining(", "));
    }

    private static WarningCode code(String word) {
        try {
            return WarningCode.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    Printable.quote(word) + " is not the code of a warning",
                    "the code stands behind FILE:LINE: in the warning");
        }
    }

    Dialect dialect() {
        return dialect.find().orElse(Dialect.KIST);
    }

    /** The codes that do not block; who names {@code kist} as the dialect says that the file was written for its rules. */
    Set<WarningCode> accepted() {
        Set<WarningCode> codes = dialect.find().filter(Dialect.KIST::equals).isPresent()
                ? EnumSet.complementOf(EnumSet.copyOf(NEVER_MEANT))
                : EnumSet.noneOf(WarningCode.class);
        codes.addAll(accept.values());
        return codes;
    }

    boolean expands() {
        return expand.isGiven();
    }

    boolean looksUpVariables() {
        return env.isGiven();
    }

    /** Whether nothing is to be asked. */
    boolean assumesYes() {
        return yes.isGiven();
    }

    /** What the flags decide. */
    public Answers answers() {
        return Answers.none().and(Answer.ASSUME_YES, yes).and(Answer.KEEP_EXISTING, keepExisting);
    }

    @Override
    protected List<Arguments> all() {
        return List.of(dialect, accept, expand, env, yes, keepExisting);
    }
}
