// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A framework that reads the machine's settings beside those of a test takes the test's. */
final class MachineSettingsTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("TOKEN", "first");

    @TempDir
    Path home;

    private KistOptions.Builder machine(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("HOME", home.toString());
        return KistOptions.builder().variables(variables).directory(home);
    }

    private String read(KistOptions.Builder machine) {
        Map<Setting, String> said = MachineSettings.against(machine.build(), home.resolve("stranger"));
        KIST.settings()
                .forEach((name, text) -> said.put(Setting.ofVariable(name).orElseThrow(), text));
        said.forEach((setting, text) -> machine.set(setting, new SettingValue(text, "a test")));
        try (Kist kist = Kist.open(machine.build())) {
            return kist.environment().load().get("TOKEN");
        }
    }

    @Test
    void settings_ofTheMachine_thatCannotBe_haveNoSay() {
        assertThat(read(machine(Map.of(
                        "KIST_KEY_FILE", "/nope",
                        "KIST_TIMEOUT", "abc",
                        "KIST_STRICT", "ja",
                        "KIST_COLLECTION", "a b",
                        "KIST_DATABASE", "a b"))))
                .isEqualTo("first");
    }

    @Test
    void keyFile_ofTheDeveloper_thatOthersCanRead_isNotLookedAt() throws IOException {
        Path key = Files.createDirectories(home.resolve(".config/kist")).resolve("key");
        Files.writeString(key, "no key at all");

        assertThat(read(machine(Map.of()))).isEqualTo("first");
    }

    @Test
    void machine_withoutSettings_isLeftAlone() {
        Path file = home.resolve("stranger");

        assertThat(MachineSettings.against(machine(Map.of()).build(), file)).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(MachineSettings.againstSwitches(machine(Map.of()).build())).isEmpty();
    }

    @Test
    void switches_ofTheMachine_haveNoSay() {
        assertThat(MachineSettings.againstSwitches(machine(Map.of(
                                "KIST_ENABLED", "false",
                                "KIST_WATCH", "false",
                                "KIST_PROFILE_AS_ENVIRONMENT", "true",
                                "KIST_OPTIONAL", "true",
                                "KIST_ORDINAL", "1"))
                        .build()))
                .containsExactly(
                        Map.entry("kist.enabled", "true"),
                        Map.entry("kist.optional", "false"),
                        Map.entry("kist.ordinal", "275"),
                        Map.entry("kist.profile-as-environment", "false"),
                        Map.entry("kist.watch", "true"));
        assertThat(MachineSettings.againstSwitches(
                        machine(Map.of("KIST_PROFILEASENVIRONMENT", "true")).build()))
                .containsOnlyKeys("kist.profile-as-environment");
    }
}
