// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.internal.file.Ownership;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What may stand in which file of settings. A committed file is everyone's who can write to the repository: it holds no key and
 * no password, and nothing that makes this machine hand out what it has of its own.
 */
final class PlaceRules {
    private final Path file;
    private final boolean isCommitted;

    private PlaceRules(Path file, boolean isCommitted) {
        this.file = file;
        this.isCommitted = isCommitted;
    }

    /** The rules for {@code file}; one that git tracks, or that a link of git's leads to, is committed, whatever its name. */
    static PlaceRules ofFile(Path file, boolean isCommitted) {
        return new PlaceRules(file, isCommitted);
    }

    /** @throws InvalidInputException if {@code value} must not stand in the file */
    void require(Setting setting, SettingValue value) {
        switch (setting) {
            case KEY_COMMAND ->
                throw refused(
                        value.source(),
                        "KIST_KEY_COMMAND is a command: it is taken from the environment alone, never from a file",
                        "set it in your shell's profile");
            case KEY -> requireNoKey(value);
            case MONGODB_URI -> requirePublic(value);
            default -> {}
        }
    }

    private void requireNoKey(SettingValue value) {
        boolean isAddress = value.text().contains("://");
        if (isAddress && mayBeShared()) {
            throw refused(
                    value.source(),
                    "KIST_KEY is the address of a key service here, which would be sent this machine's credentials"
                            + (isCommitted ? "" : ", and " + Tracked.of(file).words()),
                    "set KIST_KEY in the environment");
        }
        if (isShared()) {
            throw refused(
                    value.source(),
                    "KIST_KEY does not belong in a file that is to be committed",
                    "move the key to " + file.resolveSibling("key")
                            + " (mode 0600); if the file was committed, treat the key as known to others");
        }
        requirePrivate(value, "a key");
    }

    private void requirePublic(SettingValue value) {
        ConnectionText uri = new ConnectionText(value.text());
        if (uri.hasPassword()) {
            if (isShared()) {
                throw refused(
                        value.source(),
                        "KIST_MONGODB_URI holds a password and does not belong in a file that is to be committed",
                        outOfGit() + "; if the file was committed, change the password");
            }
            requirePrivate(value, "a password");
        }
        Optional<String> exposure = uri.exposure();
        if (exposure.isPresent() && mayBeShared()) {
            throw refused(
                    value.source(),
                    "KIST_MONGODB_URI has " + exposure.get()
                            + (isCommitted || Tracked.of(file) == Tracked.YES
                                    ? ", which does not belong in a file that is to be committed"
                                    : ", and " + Tracked.of(file).words())
                            + ": whoever can change that file"
                            + " would have this machine's own credentials, or what it sends, for their server",
                    outOfGit() + ", or set KIST_MONGODB_URI in the environment");
        }
    }

    /** Looked at only where it matters: the index of a large repository is large. */
    private boolean isShared() {
        return isCommitted || Tracked.of(file) == Tracked.YES;
    }

    /** For what makes this machine hand out something of its own: where it cannot be told, it is refused. */
    private boolean mayBeShared() {
        return isCommitted || Tracked.of(file) != Tracked.NO;
    }

    /** The line may stand in {@code config.local}, which git does not know unless somebody made it. */
    private String outOfGit() {
        return isCommitted ? "move the line to " + file.resolveSibling("config.local") : Tracked.advice(file);
    }

    private void requirePrivate(SettingValue value, String what) {
        if (Ownership.isReadableByOthers(file)) {
            throw refused(
                    value.source(),
                    file.getFileName() + " holds " + what + ", and others can read it",
                    Ownership.advice("600", file));
        }
    }

    private static InvalidInputException refused(String source, String why, String hint) {
        return new InvalidInputException(source + ": " + why, hint);
    }
}
