package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistFolder;
import dev.kist.SettingValue;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.settings.ConnectionText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Makes {@code .kist/} with its commented {@code config} and its {@code .gitignore}. Overwrites nothing. */
final class FolderMaker {
    private static final String IGNORED = "config.local\nkey\nlocal.db\nlocal.db-*\ncache/\n";

    private final KistFolder folder;
    private final Terminal terminal;

    FolderMaker(KistFolder folder, Terminal terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    void make(EnvironmentName environment, Optional<SettingValue> uri) {
        try {
            Files.createDirectories(folder.path());
            createIfMissing(folder.path().resolve(".gitignore"), IGNORED);
            boolean isLocal =
                    uri.isPresent() && ConnectionText.hasPassword(uri.get().text());
            String line = uri.map(value -> "KIST_MONGODB_URI=" + quote(value.text()) + "\n")
                    .orElse("");
            if (isLocal) {
                Files.writeString(folder.localConfig(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                restrict(folder.localConfig());
                terminal.note("the connection string holds a password: it is in " + folder.localConfig()
                        + ", which is not committed");
            }
            createIfMissing(folder.config(), config(environment, isLocal ? "" : line));
            terminal.note("made " + folder.path() + ": commit it; its .gitignore keeps out what must stay here");
            ignoreInDocker();
        } catch (IOException e) {
            throw new InvalidInputException(
                    folder.path() + " cannot be written: " + e.getClass().getSimpleName(),
                    "check that you may write here");
        }
    }

    private static String config(EnvironmentName environment, String uriLine) {
        return """
                # Settings of Kist for everyone who works here: commit this file.
                # A setting here is overruled by .kist/config.ENVIRONMENT, .kist/config.local (not committed),
                # the environment variable of the same name, and the command's flag, each by the next.
                #
                # No key and no password belongs in this file: put them into .kist/config.local or the environment.

                # The MongoDB that holds the secrets. Without it the local store .kist/local.db is used.
                %s
                # The database, if it is not in the connection string, and the collection.
                #KIST_DATABASE=kist
                #KIST_COLLECTION=secrets

                # The environment where no --environment is given.
                %s

                # The whole wait for MongoDB.
                #KIST_TIMEOUT=5s
                """
                .formatted(
                        uriLine.isEmpty() ? "#KIST_MONGODB_URI=mongodb://localhost:27017/kist\n" : uriLine,
                        environment.value().equals("development")
                                ? "#KIST_ENVIRONMENT=development"
                                : "KIST_ENVIRONMENT=" + environment);
    }

    /** A connection string has no single quote that is not percent-encoded. */
    private static String quote(String uri) {
        return uri.matches("[A-Za-z0-9_./:@%+,?&=-]*") ? uri : "'" + uri.replace("'", "%27") + "'";
    }

    private static void createIfMissing(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
    }

    private static void restrict(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException e) {
            // Not a POSIX file system: the folder's own permissions protect it.
        }
    }

    private void ignoreInDocker() throws IOException {
        Path file = folder.path().resolveSibling(".dockerignore");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.stream().map(String::strip).noneMatch(line -> line.equals(".kist") || line.equals(".kist/"))) {
            String text = Files.readString(file);
            String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            Files.writeString(file, separator + ".kist\n", StandardOpenOption.APPEND);
            terminal.note("added .kist to " + file);
        }
    }
}
