// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.EnvironmentName;
import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.KistFolder;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.NoProjectException;
import dev.kist.Project;
import dev.kist.Setting;
import dev.kist.internal.file.FileMode;
import dev.kist.internal.file.OwnFile;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.trust.FingerprintFile;
import dev.kist.internal.trust.FingerprintFile.Line;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and changes a {@code .kist} folder. */
public final class ProjectFolder implements Project {
    private static final String IGNORED = "config.local\nkey\nlocal.db\nlocal.db-*\ncache/\n.*.tmp\n";

    /** Begins the names of local stores in files of fingerprints. */
    private static final String LOCAL = "local.";

    private final KistFolder folder;
    private final Path directory;

    private ProjectFolder(KistFolder folder, Path directory) {
        this.folder = folder;
        this.directory = directory;
    }

    /** The nearest one of the options' directory, or the one that it would get. */
    public static Project of(KistOptions options) {
        Path directory = options.directory().toAbsolutePath().normalize();
        return new ProjectFolder(KistFolder.find(directory).orElseGet(() -> KistFolder.in(directory)), directory);
    }

    @Override
    public KistFolder folder() {
        return folder;
    }

    @Override
    public boolean exists() {
        return Files.exists(folder.config());
    }

    @Override
    public List<String> storesWith(EnvironmentName environment) {
        return FingerprintFile.ofProject(folder.knownEnvironments()).lines().stream()
                .filter(line -> line.environment().equals(environment))
                .map(Line::namespace)
                .filter(namespace -> !namespace.startsWith(LOCAL))
                .distinct()
                .toList();
    }

    @Override
    public Project here() {
        return new ProjectFolder(KistFolder.in(directory), directory);
    }

    @Override
    public List<Path> make(EnvironmentName environment) {
        List<Path> made = new ArrayList<>();
        try {
            if (Files.exists(folder.path()) && !Files.isDirectory(folder.path())) {
                throw new InvalidInputException(
                        folder.path() + " is no folder", "move it away: it stands in its place");
            }
            OwnFile config = new OwnFile(folder.config(), FileMode.SHARED);
            config.createFolders();
            Ownership.requireOwn(folder.path());
            createIfMissing(ignoreFile(), IGNORED, made);
            createIfMissing(folder.config(), ConfigText.ofNewProject(environment), made);
            ignoreInDocker().ifPresent(made::add);
            return List.copyOf(made);
        } catch (IOException e) {
            throw cannotWrite(folder.path(), e);
        }
    }

    private Path ignoreFile() {
        return folder.path().resolve(".gitignore");
    }

    private static void createIfMissing(Path file, String text, List<Path> made) throws IOException {
        try {
            new OwnFile(file, FileMode.SHARED).create(text);
            made.add(file);
        } catch (FileAlreadyExistsException e) {
            // It stays as it is.
        }
    }

    private Optional<Path> ignoreInDocker() throws IOException {
        Path file = folder.path().resolveSibling(".dockerignore");
        if (!Files.isRegularFile(file) || Files.isSymbolicLink(file)) {
            return Optional.empty();
        }
        boolean isChanged = new OwnFile(file, FileMode.SHARED)
                .change(text -> text.lines().map(String::strip).anyMatch(ProjectFolder::isOurs)
                        ? Optional.empty()
                        : Optional.of(text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + ".kist\n"));
        return isChanged ? Optional.of(file) : Optional.empty();
    }

    private static boolean isOurs(String line) {
        return line.matches("(\\*\\*/|/)?\\.kist/?");
    }

    @Override
    public UriPlan planUri(String given) {
        String uri = ValueText.of(given).text();
        ConnectionText text = new ConnectionText(uri);
        if (!text.isOne()) {
            throw new InvalidInputException(
                    "the connection string does not begin with mongodb:// or mongodb+srv://",
                    "write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        return new ProjectUri(this, uri, text.hasPassword() || text.exposure().isPresent());
    }

    @Override
    public Path use(EnvironmentName environment) {
        if (!Files.isDirectory(folder.path())) {
            throw new NoProjectException("the environment");
        }
        return set(folder.localConfig(), Setting.ENVIRONMENT, environment.value());
    }

    /** Puts a setting into one of the folder's files, which is made if it is not there. */
    Path set(Path file, Setting setting, String value) {
        boolean isPrivate = file.equals(folder.localConfig());
        OwnFile own = new OwnFile(file, isPrivate ? FileMode.PRIVATE : FileMode.SHARED);
        try {
            Ownership.requireOwn(folder.path());
            Ownership.requireOwn(file);
            if (isPrivate) {
                createIfMissing(ignoreFile(), IGNORED, new ArrayList<>());
            }
            own.change(
                    text -> Optional.of(ConfigText.with(text, setting, value)).filter(after -> !after.equals(text)));
            return file;
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Takes a setting out of one of the folder's files, if it is there. */
    void unset(Path file, Setting setting) {
        FileMode mode = file.equals(folder.localConfig()) ? FileMode.PRIVATE : FileMode.SHARED;
        try {
            Ownership.requireOwn(file);
            new OwnFile(file, mode).change(text -> Optional.of(ConfigText.without(text, setting))
                    .filter(after -> !after.equals(text)));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    @Override
    public void writeKey(NewKey key, Path file) {
        OwnFile own = new OwnFile(file, FileMode.PRIVATE);
        try {
            own.createFolders();
            own.create(
                    "# A secret key of Kist. Whoever has it opens what it opens: show it to no one, commit it nowhere.\n"
                            + "# Public key: " + key.publicHalf().publicKey() + "\n"
                            + key.exposeSecretKey() + "\n");
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(
                    "the key file " + file + " is there already and is not overwritten", "look at it, or move it away");
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static InvalidInputException cannotWrite(Path path, IOException e) {
        return new InvalidInputException(
                path + " cannot be written: "
                        + (Files.isSymbolicLink(path) ? "it is a link, and links are not followed" : FileReason.of(e)),
                "check that you may write there, and that the disk is not full");
    }
}
