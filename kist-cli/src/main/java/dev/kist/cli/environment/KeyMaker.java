package dev.kist.cli.environment;

import dev.kist.KistFolder;
import dev.kist.cli.key.NewKeyFile;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.settings.EffectiveSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees to a key: uses the one at hand, or makes one in a new file with mode 0600. Never overwrites a file. */
final class KeyMaker {
    private final EffectiveSettings settings;
    private final KistFolder folder;
    private final Terminal terminal;

    KeyMaker(EffectiveSettings settings, KistFolder folder, Terminal terminal) {
        this.settings = settings;
        this.folder = folder;
        this.terminal = terminal;
    }

    /** The public key of the first key at hand, made if there is none. */
    Recipient ensure(boolean isHere) {
        List<String> warnings = new ArrayList<>();
        Identities keys = settings.keys(warnings);
        warnings.forEach(terminal::warning);
        boolean isWantedHere = isHere && !Files.exists(folder.key());
        if (!keys.isEmpty() && !isWantedHere) {
            Recipient key = keys.asList().get(0).recipient();
            terminal.note("using your key " + key.id() + (key instanceof KmsIdentity ? ", " + key : ""));
            return key;
        }
        Path file = isHere ? folder.key() : settings.userKeyFile();
        X25519Identity key = X25519Identity.generate();
        NewKeyFile.write(file, key, "name another place with XDG_CONFIG_HOME, or say --here");
        terminal.note("made your key " + key.recipient().id() + " in " + file + ": keep a copy where it is safe");
        return key.recipient();
    }
}
