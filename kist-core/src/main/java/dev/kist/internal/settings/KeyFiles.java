// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.internal.file.ByteOrderMark;
import dev.kist.internal.file.Ownership;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KmsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads key files and looks at who else can. */
final class KeyFiles {
    private static final int MOST_BYTES = 64 * 1024;

    private KeyFiles() {}

    /** The keys of a file at a default place: one that others can read or change is refused. */
    static Identities readOwn(Path file) {
        Ownership.requireOwn(file);
        if (Ownership.isReadableByOthers(file)) {
            throw new InvalidInputException(
                    "the key file " + file + " can be read by others: it is not used", Ownership.advice("600", file));
        }
        return read(file);
    }

    /** The keys of the project's own key file: as {@link #readOwn}; one that came with a clone has no say in key services. */
    static Identities readOfProject(Path file) {
        Identities keys = readOwn(file);
        if (hasAddress(keys) && Tracked.of(file) != Tracked.NO) {
            throw ofProject(file, Tracked.of(file).words());
        }
        return keys;
    }

    /** The keys of a file that a setting names: where others can read it, as with mounted secrets, that is a warning. */
    static Identities readNamed(Path file, String source, List<String> warnings) {
        if (!Files.exists(file)) {
            throw new InvalidInputException(
                    "the key file " + file + " does not exist",
                    "it is named by " + source
                            + (file.toString().contains("~")
                                    ? ", where ~ stands for itself: write the whole path"
                                    : ""));
        }
        if (Ownership.isReadableByOthers(file)) {
            warnings.add("the key file " + file + " can be read by others");
        }
        return read(file);
    }

    /** The keys of a file that a committed file names: secret keys alone, no address that this machine would sign in to. */
    static Identities readNamedByProject(Path file, String source, List<String> warnings) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "the key file " + file + " is not a plain file", "it is named by " + source);
        }
        Identities keys = readNamed(file, source, warnings);
        if (hasAddress(keys)) {
            throw ofProject(file, source + " names it, which is to be committed");
        }
        return keys;
    }

    /** The keys that systemd hands over: only the service can reach that folder, whatever the modes in it say. */
    static Identities readCredential(Path file) {
        return read(file);
    }

    private static boolean hasAddress(Identities keys) {
        return keys.asList().stream().anyMatch(KmsIdentity.class::isInstance);
    }

    private static InvalidInputException ofProject(Path file, String why) {
        return new InvalidInputException(
                "the key file " + file + " holds the address of a key service, and " + why
                        + ": whoever can change the project would have this machine's credentials sent there",
                "set KIST_KEY to the address in the environment");
    }

    private static Identities read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(
                        "the key file " + file + " is over 64 KiB: it is no key file",
                        "check that it is the file you mean");
            }
            return Identities.parseFile(
                    ByteOrderMark.without(new String(bytes, StandardCharsets.UTF_8)), file.toString());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the key file " + file + " cannot be read: " + FileReason.of(e),
                    "check that it is a file that you may read");
        }
    }
}
