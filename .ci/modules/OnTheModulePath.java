// SPDX-License-Identifier: Apache-2.0
package dev.kist.example;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sets a secret in a local store and reads it, and looks for a MongoDB where there is none. */
final class OnTheModulePath {
    private static final SecretName TOKEN = SecretName.parse("API_TOKEN");

    private OnTheModulePath() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]).resolve(".kist")).toRealPath();
        Files.createFile(folder.resolve("local.db"));
        String key = Kist.newKey().exposeSecretKey();

        try (Kist kist = open(folder, Map.of("KIST_KEY", key))) {
            Environment development = kist.environment("development");
            development.create();
            development.set(TOKEN, SecretValue.of("t"), SetOptions.none());
            require(development.load().get("API_TOKEN").equals("t"));
            require(development.history(TOKEN).versions().size() == 1);
        }
        String nowhere = "mongodb+srv://u:p@nowhere.invalid/";
        for (String uri : new String[] {"mongodb://u:p@127.0.0.1:1/?authMechanism=SCRAM-SHA-256", nowhere}) {
            try (Kist kist = open(folder, Map.of("KIST_KEY", key, "KIST_MONGODB_URI", uri, "KIST_TIMEOUT", "1"))) {
                kist.environment("development").load();
                require(false);
            } catch (StoreUnavailableException e) {
                require(!String.valueOf(e.getMessage()).isEmpty());
            }
        }
    }

    private static Kist open(Path folder, Map<String, String> variables) {
        return Kist.open(KistOptions.builder()
                .variables(variables)
                .directory(folder)
                .allowLocalStore()
                .build());
    }

    private static void require(boolean isTrue) {
        if (!isTrue) {
            throw new IllegalStateException("not as expected");
        }
    }
}
