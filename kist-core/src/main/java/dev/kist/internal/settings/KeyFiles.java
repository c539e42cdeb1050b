package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.internal.keyring.Identities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Reads key files and looks at who else can. */
final class KeyFiles {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS_CAN_READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private KeyFiles() {}

    /** The keys of a file at a default place: one that others can read is refused. */
    static Identities readOwn(Path file) {
        if (isReadableByOthers(file)) {
            throw new InvalidInputException(
                    "the key file " + file + " can be read by others: it is not used", "run: chmod 600 " + file);
        }
        return read(file);
    }

    /** The keys of a file that a setting names: where others can read it, as with mounted secrets, that is a warning. */
    static Identities readNamed(Path file, String source, List<String> warnings) {
        if (!Files.exists(file)) {
            throw new InvalidInputException("the key file " + file + " does not exist", "it is named by " + source);
        }
        if (isReadableByOthers(file)) {
            warnings.add("the key file " + file + " can be read by others");
        }
        return read(file);
    }

    private static Identities read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException("the key file " + file + " is over 64 KiB: it is no key file", null);
            }
            return Identities.parseFile(new String(bytes, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the key file " + file + " cannot be read: " + e.getClass().getSimpleName(),
                    "check that it is a file that you may read");
        }
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS_CAN_READ::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
