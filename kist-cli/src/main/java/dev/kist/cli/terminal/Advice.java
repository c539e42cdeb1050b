package dev.kist.cli.terminal;

import dev.kist.KistException;
import dev.kist.NoKeyException;
import java.util.Optional;

/** What to do about a failure: the words and commands to type, all in one place. */
public final class Advice {
    private Advice() {}

    /** The hint that is shown below the error; empty where nothing useful can be said. */
    public static Optional<String> hint(KistException e) {
        if (e instanceof NoKeyException noKey) {
            return noKey.publicKey()
                    .map(key -> "ask a member to run: kist key add -e " + noKey.environment() + " --label NAME " + key)
                    .or(() -> Optional.of("set KIST_KEY or KIST_KEY_FILE, or run kist init to make a key"));
        }
        return e.hint().filter(hint -> !hint.isEmpty());
    }
}
