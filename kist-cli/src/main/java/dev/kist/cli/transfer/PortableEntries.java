// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.Quote;
import dev.kist.dotenv.WriteOptions;
import java.util.Map;
import java.util.Optional;

/** Entries that are written as {@code export} writes them for every reader: node, python, ruby, compose and bash read the same. */
final class PortableEntries {
    private static final WriteOptions PORTABLE = WriteOptions.of(ExportFormat.DOTENV);

    private PortableEntries() {}

    /** The entry that a warning of {@code file} names; empty if it names none. */
    static Optional<DotenvEntry> of(DotenvFile file, DotenvWarning warning) {
        return file.entries().stream()
                .filter(entry -> entry.line() == warning.line() && entry.key().equals(warning.key()))
                .findFirst();
    }

    /** Whether an entry is one of these. */
    static boolean isPortable(DotenvEntry entry) {
        Map<String, String> one = Map.of(entry.key(), entry.value());
        return DotenvWriter.refusals(one, PORTABLE).isEmpty()
                && DotenvWriter.write(one, PORTABLE).equals(entry.key() + "=" + written(entry) + "\n");
    }

    /** Whether quotes are around it, which docker alone would keep as part of the value. */
    static boolean isQuoted(DotenvEntry entry) {
        return entry.quote() != Quote.NONE;
    }

    private static String written(DotenvEntry entry) {
        String quote =
                switch (entry.quote()) {
                    case NONE -> "";
                    case DOUBLE -> "\"";
                    case SINGLE -> "'";
                    case BACKTICK -> "`";
                };
        return quote + entry.raw() + quote;
    }
}
