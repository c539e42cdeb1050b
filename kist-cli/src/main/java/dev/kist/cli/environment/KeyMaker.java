package dev.kist.cli.environment;

import dev.kist.KeyAtHand;
import dev.kist.Kist;
import dev.kist.KistFolder;
import dev.kist.NewKey;
import dev.kist.Settings;
import dev.kist.cli.key.NewKeyFile;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The first key at hand, made if there is none. */
    KeyAtHand ensure(boolean keepHere) {
        List<KeyAtHand> keys = settings.keys();
        boolean isWantedHere = keepHere && !Files.exists(folder.key());
        if (!keys.isEmpty() && !isWantedHere) {
            KeyAtHand key = keys.get(0);
            terminal.note("using your key " + key.id() + (key.isKeptByService() ? ", " + key.publicKey() : ""));
            return key;
        }
        Path file = keepHere ? folder.key() : settings.userKeyFile();
        NewKey key = Kist.newKey();
        NewKeyFile.write(file, key, "name another place with XDG_CONFIG_HOME, or say --here");
        terminal.note("made your key " + key.publicHalf().id() + " in " + file + ": keep a copy where it is safe");
        return key.publicHalf();
    }
}
