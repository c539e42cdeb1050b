// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.InvalidInputException;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.Reading;
import dev.kist.dotenv.ValueHint;
import dev.kist.dotenv.WarningCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is odd about files to migrate, and stops at what a person has to decide. */
final class Blockers {
    private final Terminal terminal;
    private final Set<WarningCode> accepted;
    private final boolean mayAsk;

    /** {@code accepted} are the codes that do not block; whoever is asked may add to them. */
    Blockers(Terminal terminal, Set<WarningCode> accepted, boolean mayAsk) {
        this.terminal = terminal;
        this.accepted = accepted;
        this.mayAsk = mayAsk;
    }

    /**
     * Says what values give away by themselves.
     *
     * @throws InvalidInputException if one of that blocks
     */
    void hint(Collection<DotenvEntry> entries, String fileName) {
        List<DotenvWarning> blockers = new ArrayList<>();
        for (DotenvEntry entry : entries) {
            for (ValueHint hint : ValueHint.of(entry.value())) {
                DotenvWarning warning = hint.at(fileName, entry.line(), entry.key());
                terminal.warning(warning.toString());
                if (warning.blocks() && !accepted.contains(warning.code())) {
                    blockers.add(warning);
                }
            }
        }
        for (DotenvWarning blocker : blockers) {
            if (accepted.contains(blocker.code())) {
                continue;
            }
            confirmAsItIs(blocker, codes(blockers));
        }
    }

    /** What blocks though all parsers read it alike: the value itself is in question. */
    private void confirmAsItIs(DotenvWarning blocker, String codes) {
        if (!mayAsk) {
            throw new InvalidInputException(
                    where(blocker) + ": " + blocker.code() + " blocks: nothing was written",
                    (blocker.code() == WarningCode.FOR_ANOTHER_TOOL ? "let that tool open it first, or " : "")
                            + "say --accept " + codes + " to store it as it is");
        }
        if (!terminal.confirm("Store what " + blocker.code() + " is about as it is?")) {
            throw stopped();
        }
        accepted.add(blocker.code());
    }

    /**
     * The file, read as a person decides where its warnings block.
     *
     * @throws InvalidInputException if a warning blocks and nobody can be asked, or the answer is none
     */
    DotenvFile decide(DotenvFile parsed, byte[] bytes, DotenvOptions reading) {
        parsed.warnings().forEach(warning -> terminal.warning(warning.toString()));
        for (DotenvWarning blocker : parsed.blockers(accepted)) {
            if (accepted.contains(blocker.code())) {
                continue;
            }
            if (blocker.code() == WarningCode.FOR_ANOTHER_TOOL) {
                confirmAsItIs(blocker, codes(parsed.blockers(accepted)));
                continue;
            }
            List<Reading> readings = parsed.readings(blocker);
            Optional<DotenvEntry> entry = PortableEntries.of(parsed, blocker);
            if (isSettled(blocker, readings)
                    || entry.filter(PortableEntries::isPortable).isPresent()) {
                continue;
            }
            if (!mayAsk) {
                throw new InvalidInputException(
                        where(blocker) + ": " + blocker.code() + " blocks: "
                                + (readings.size() > 1 ? "parsers read this differently" : "nothing was written"),
                        "say --accept " + codes(parsed.blockers(accepted)) + " for Kist's reading"
                                + others(
                                        readings,
                                        entry.filter(PortableEntries::isQuoted).isPresent())
                                + singleQuotes(blocker.code()));
            }
            int chosen = terminal.choose(
                    "which reading of " + where(blocker) + (blocker.key() == null ? "" : " " + blocker.key())
                            + " is meant?",
                    readings.stream().map(of -> describe(of, blocker.code())).toList());
            if (chosen == 0) {
                throw stopped();
            }
            if (chosen > 1) {
                return DotenvFile.parse(
                        bytes,
                        reading.withDialect(readings.get(chosen - 1).dialects().get(0)));
            }
            accepted.add(blocker.code());
        }
        return parsed;
    }

    /** A lone $ that compose and the shells keep, too, as in what {@code export} writes, leaves nothing to decide. */
    private static boolean isSettled(DotenvWarning blocker, List<Reading> readings) {
        return blocker.code() == WarningCode.DOLLAR
                && readings.size() == 1
                && readings.get(0).dialects().containsAll(List.of(Dialect.COMPOSE, Dialect.SHELL));
    }

    /** A password may have dollar signs, and what follows one may be taken for a name. */
    private static String singleQuotes(WarningCode code) {
        return code == WarningCode.DOLLAR || code == WarningCode.UNDEFINED
                ? "; if each $ belongs to the value, put the value in single quotes"
                : "";
    }

    private static InvalidInputException stopped() {
        return new InvalidInputException("stopped: nothing was written", null);
    }

    private static String where(DotenvWarning warning) {
        return warning.fileName() + ":" + warning.line();
    }

    /** Docker alone takes quotes for a part of the value: it is not offered where there are any. */
    private static String others(List<Reading> readings, boolean isQuoted) {
        String words = readings.stream()
                .skip(1)
                .flatMap(reading -> reading.dialects().stream())
                .filter(dialect -> !isQuoted || dialect != Dialect.DOCKER)
                .map(Dialect::word)
                .distinct()
                .collect(Collectors.joining("|"));
        return words.isEmpty() ? "" : ", or --dialect " + words + " for theirs";
    }

    private static String codes(List<DotenvWarning> blockers) {
        return blockers.stream()
                .map(warning -> warning.code().name())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String describe(Reading reading, WarningCode code) {
        String who = String.join(
                ", ", reading.dialects().stream().map(Dialect::parserName).toList());
        String length = reading.characters().isPresent()
                ? "a value of " + Count.of(reading.characters().getAsInt(), "character")
                : "no such entry";
        String option = reading.isPicked()
                ? "--accept " + code
                : "--dialect " + reading.dialects().get(0).word();
        return who + ": " + length + " (" + option + ")";
    }
}
