// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one list of dangerous names, as Java reads it and as the other readers hold it. */
class DangerousNamesTest {
    private static final Path CLIENTS = Path.of("../clients");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "Path",
                "LD_PRELOAD",
                "BASH_FUNC_x",
                "GNUMAKEFLAGS",
                "PS0",
                "GIT_TRACE2_EVENT",
                "SSLKEYLOGFILE",
                "npm_config_script-shell",
                "PYTEST_ADDOPTS",
                "LUA_INIT_5_4",
                "KIST_KEY",
                "COMPlus_GCName",
                "RM",
                "COMPILE.c",
                "LEX.l",
                "PIP_EDITABLE",
                "DOCKER_HOST",
                "COMPOSE_FILE",
                "__EGL_VENDOR_LIBRARY_FILENAMES"
            })
    void dangerous_inAnyCase(String name) {
        assertThat(DangerousNames.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOME",
                "PATHS",
                "MY_PATH",
                "LDAP_URL",
                "LD_SDK_KEY",
                "DATABASE_URL",
                "JAVA_OPTS",
                "GIT_TOKEN",
                "HTTPS_PROXY",
                "PGPASSWORD",
                "AWS_SECRET_ACCESS_KEY",
                "NPM_TOKEN",
                "TF_VAR_password",
                "VK_ACCESS_TOKEN",
                "MONO_TOKEN",
                "PIP_INDEX_URL",
                "SCCACHE_REDIS",
                "COMPILE_TOKEN",
                "LINKS",
                "COMPOSE_PROJECT_NAME",
                "DOCKER_PASSWORD"
            })
    void harmless(String name) {
        assertThat(DangerousNames.contains(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "python/kist.py, \"\"\"",
        "node/src/dangerous-names.js, `",
        "../kist-core/src/main/java/dev/kist/DangerousNames.java, \"\"\""
    })
    void allReaders_holdTheNamesOfTheFile(String file, String quote) throws IOException {
        Matcher held = Pattern.compile("NAMES =\\s+" + quote + "\n(.*?)\n *" + quote, Pattern.DOTALL)
                .matcher(Files.readString(CLIENTS.resolve(file)));

        assertThat(held.find()).isTrue();
        assertThat(held.group(1).strip().split("[\\s\\\\]+")).containsExactlyElementsOf(sorted(names()));
    }

    /** Java looks for the nearest name alone. */
    @Test
    void noNameOfTheFile_isOneThatAnotherStandsFor() throws IOException {
        List<String> names = names();

        for (String each : names) {
            if (each.endsWith("*")) {
                String beginning = each.substring(0, each.length() - 1);
                assertThat(names).filteredOn(name -> name.startsWith(beginning)).containsExactly(each);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "ZZZZ", "_", "__Z"})
    void namesBeforeAndBehindAll_areHarmless(String name) {
        assertThat(DangerousNames.contains(name)).isFalse();
    }

    @Test
    void everyNameOfTheFile_isDangerousInJava() throws IOException {
        assertThat(names())
                .hasSizeGreaterThan(500)
                .allMatch(name -> DangerousNames.contains(name.replace("*", "X")))
                .allMatch(name -> DangerousNames.contains(name.replace("*", "")));
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static List<String> names() throws IOException {
        return Files.readAllLines(CLIENTS.resolve("dangerous-names.txt")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
