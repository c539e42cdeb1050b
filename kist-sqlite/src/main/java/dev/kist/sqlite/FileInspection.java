// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.spi.StoreFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether the file of a local store is whole and private. Makes no file. */
final class FileInspection {
    private static final String WHAT = "local store";

    private final Path place;
    private final SqliteFile file;

    FileInspection(Path place, SqliteFile file) {
        this.place = place;
        this.file = file;
    }

    List<StoreFinding> run() {
        List<StoreFinding> findings = new ArrayList<>();
        file.read(connection -> {
                    findings.add(StoreFinding.good(WHAT, "its schema is one that this Kist knows"));
                    try (Statement statement = connection.createStatement();
                            ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
                        findings.add(result.next() ? integrity(result.getString(1)) : integrity("no answer"));
                    }
                    return true;
                })
                .ifPresentOrElse(
                        isThere -> findings.add(mode()),
                        () -> findings.add(StoreFinding.good(WHAT, "there is no file yet, or nothing in it")));
        return findings;
    }

    private StoreFinding integrity(String answer) {
        return answer.equals("ok")
                ? StoreFinding.good(WHAT, "SQLite finds the file whole")
                : StoreFinding.bad(
                        WHAT,
                        "the file is damaged: SQLite's quick_check does not pass",
                        "keep a copy of " + place
                                + " and restore it from a backup; what can be read can still be exported");
    }

    private StoreFinding mode() {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(place));
            return mode.endsWith("------")
                    ? StoreFinding.good(WHAT, place + " has mode " + mode)
                    : StoreFinding.bad(WHAT, place + " can be used by others: mode " + mode, "chmod 600 " + place);
        } catch (IOException | UnsupportedOperationException e) {
            return StoreFinding.good(WHAT, "who can read " + place + " cannot be told here");
        }
    }
}
