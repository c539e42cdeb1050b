package dev.kist.cli.init;

import dev.kist.cli.key.NewKeyFile;
import dev.kist.cli.terminal.Terminal;
import dev.kist.keyring.KeyAddress;
import dev.kist.keyring.PublicKey;
import dev.kist.keyring.SecretKey;
import dev.kist.keyring.SecretKeys;
import dev.kist.settings.KistFolder;
import dev.kist.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees to a key: uses the one at hand, or makes one in a new file with mode 0600. Never overwrites a file. */
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
            terminal.note("using your key " + key.id() + (key instanceof KeyAddress ? ", " + key : ""));
            return key;
        }
        Path file = isHere ? folder.key() : settings.userKeyFile();
        SecretKey key = SecretKey.generate();
        NewKeyFile.write(file, key, "name another place with XDG_CONFIG_HOME, or say --here");
        terminal.note("made your key " + key.publicKey().id() + " in " + file + ": keep a copy where it is safe");
        return key.publicKey();
    }
}
