// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's own folder of what Kist knows and saw: {@code $XDG_STATE_HOME/kist}, by default {@code ~/.local/state/kist}.
 *
 * @param path the folder, whether it is there or not
 */
public record StateFolder(Path path) {
    /** The one that {@code variables} name; empty where there is no home, as in some containers and CI jobs. */
    public static Optional<StateFolder> find(Map<String, String> variables) {
        // The XDG specification has relative paths ignored.
        return absolute(variables.get("XDG_STATE_HOME"))
                .or(() -> absolute(variables.get("HOME"))
                        .map(home -> home.resolve(".local").resolve("state")))
                .map(state -> new StateFolder(state.resolve("kist")));
    }

    private static Optional<Path> absolute(@Nullable String text) {
        return text == null || text.isBlank() || !Path.of(text).isAbsolute()
                ? Optional.empty()
                : Optional.of(Path.of(text));
    }

    /** The fingerprints that the user trusts. */
    public Path trusted() {
        return path.resolve("trusted");
    }

    /** What was seen, a file for each environment. */
    Path seen() {
        return path.resolve("seen");
    }
}
