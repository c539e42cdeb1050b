package dev.kist.cli.init;

import dev.kist.cli.terminal.Terminal;
import dev.kist.keyring.PublicKey;
import dev.kist.keyring.SecretKey;
import dev.kist.keyring.SecretKeys;
import dev.kist.secret.InvalidInputException;
import dev.kist.settings.KistFolder;
import dev.kist.settings.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sees to a secret key: uses the one at hand, or makes one in a new file with mode 0600. Never overwrites a file. */
final class KeyMaker {
    private final Settings settings;
    private final KistFolder folder;
    private final Terminal terminal;

    KeyMaker(Settings settings, KistFolder folder, Terminal terminal) {
        this.settings = settings;
        this.folder = folder;
        this.terminal = terminal;
    }

    /** The public key of the first key at hand, made if there is none. */
    PublicKey ensure(boolean isHere) {
        List<String> warnings = new ArrayList<>();
        SecretKeys keys = settings.keys(warnings);
        warnings.forEach(terminal::warning);
        boolean isWantedHere = isHere && !Files.exists(folder.key());
        if (!keys.isEmpty() && !isWantedHere) {
            PublicKey key = keys.asList().get(0).publicKey();
            terminal.note("using your key " + key.id());
            return key;
        }
        Path file = isHere ? folder.key() : settings.userKeyFile();
        SecretKey key = SecretKey.generate();
        write(file, key);
        terminal.note("made your key " + key.publicKey().id() + " in " + file + ": keep a copy where it is safe");
        return key.publicKey();
    }

    private static void write(Path file, SecretKey key) {
        String text =
                "# A secret key of Kist. Whoever has it opens what it opens: show it to no one, commit it nowhere.\n"
                        + "# Public key: " + key.publicKey() + "\n"
                        + key.exposeText() + "\n";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), permissions("rwx------"));
            try (FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            throw new InvalidInputException(
                    "the key file " + file + " is there already and is not overwritten", "look at it, or move it away");
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the key file " + file + " cannot be written: "
                            + e.getClass().getSimpleName(),
                    "name another place with XDG_CONFIG_HOME, or say --here");
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
