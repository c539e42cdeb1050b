// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * The person's browser. The link is an argument of a process for a moment, which others on this machine could see; its code works
 * once, and whoever comes second is told so.
 */
final class Browser {
    private final Map<String, String> variables;

    Browser(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Asks the system to show {@code link}; false where there is no browser that the person could see.
     *
     * @param onFailure is told the code of a browser that ended with another than 0, by a thread of its own
     */
    boolean show(URI link, IntConsumer onFailure) {
        return words().map(words -> start(words, link, onFailure)).orElse(false);
    }

    private Optional<List<String>> words() {
        String chosen = variables.getOrDefault("BROWSER", "");
        if (!chosen.isEmpty()) {
            return Optional.of(List.of(chosen));
        }
        // A browser of this machine would open where the person is not.
        if (isSet("SSH_CONNECTION") && !isSet("DISPLAY")) {
            return Optional.empty();
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (system.startsWith("mac")) {
            return Optional.of(List.of("/usr/bin/open"));
        }
        if (isSet("WSL_DISTRO_NAME") && find("wslview").isPresent()) {
            return Optional.of(List.of("wslview"));
        }
        return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") ? find("xdg-open").map(List::of) : Optional.empty();
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isEmpty();
    }

    private Optional<String> find(String program) {
        return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString);
    }

    private static boolean start(List<String> words, URI link, IntConsumer onFailure) {
        List<String> all = new ArrayList<>(words);
        all.add(link.toString());
        try {
            // It speaks of its own affairs, and must not be ended with this process.
            Process browser = new ProcessBuilder(all)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var unused = browser.onExit().thenAccept(ended -> {
                if (ended.exitValue() != 0) {
                    onFailure.accept(ended.exitValue());
                }
            });
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
