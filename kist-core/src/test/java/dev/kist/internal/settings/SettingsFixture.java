// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with a {@code .kist} folder, and a user with a home of their own. */
abstract class SettingsFixture {
    /** A key that is published, so that it opens nothing. */
    static final String KEY = "kist-key-1-AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9jDc0p";

    @TempDir
    Path top;

    final Map<String, String> variables = new HashMap<>();
    Path project = Path.of("");
    Path folder = Path.of("");

    @BeforeEach
    void make() throws IOException {
        project = Files.createDirectories(top.resolve("project"));
        folder = Files.createDirectories(project.resolve(".kist"));
        variables.put("HOME", top.resolve("home").toString());
        variables.put("PATH", System.getenv("PATH"));
    }

    final Path write(String name, String text) throws IOException {
        return write(folder.resolve(name), text, name.matches("config.local|key") ? "rw-------" : "rw-r--r--");
    }

    static Path write(Path file, String text, String mode) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    final EffectiveSettings settings() {
        return settings(Map.of());
    }

    final EffectiveSettings settings(Map<Setting, String> flags) {
        KistOptions.Builder options =
                KistOptions.builder().variables(variables).directory(project).allowLocalStore();
        flags.forEach((setting, text) -> options.set(setting, new SettingValue(text, Origin.ARGUMENT, "--" + setting)));
        return EffectiveSettings.read(options.build());
    }

    final String value(Setting setting) {
        return settings().find(setting).orElseThrow().text();
    }

    final void git(String... arguments) throws IOException, InterruptedException {
        git(project, arguments);
    }

    /** Git, with nothing of the user's own settings. */
    static void git(Path where, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/usr/bin/git")), "there is no git");
        List<String> command = new ArrayList<>(
                List.of("git", "-C", where.toString(), "-c", "user.name=t", "-c", "user.email=t@example.com"));
        command.addAll(List.of("-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        assertThat(builder.start().waitFor()).isZero();
    }
}
