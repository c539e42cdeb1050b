// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kist.Kist;
import dev.kist.KistOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramVariablesTest {
    private static final VariableRules RULES = VariableRules.standard();
    private static final Map<String, String> INHERITED = Map.of("A", "inherited", "B", "inherited", "HOME", "/h");
    private static final Map<String, String> SECRETS = Map.of("A", "secret", "C", "secret");

    @Test
    void secrets_winOverInheritedVariables() {
        assertThat(built(INHERITED, SECRETS, RULES))
                .containsExactlyInAnyOrder("A=secret", "B=inherited", "HOME=/h", "C=secret");
    }

    @Test
    void preservedVariables_winOverSecrets() {
        assertThat(built(INHERITED, SECRETS, RULES.preserving(Set.of("A", "C"))))
                .containsExactlyInAnyOrder("A=inherited", "B=inherited", "HOME=/h", "C=secret");
        assertThat(built(INHERITED, SECRETS, RULES.preservingAll()))
                .containsExactlyInAnyOrder("A=inherited", "B=inherited", "HOME=/h", "C=secret");
    }

    @Test
    void pristine_leavesNothingButTheSecrets() {
        assertThat(built(INHERITED, SECRETS, RULES.pristine())).containsExactlyInAnyOrder("A=secret", "C=secret");
        assertThat(built(INHERITED, SECRETS, RULES.pristine().preservingAll()))
                .containsExactlyInAnyOrder("A=secret", "C=secret");
    }

    @Test
    void ownCredentials_areNeverHandedOn() {
        Map<String, String> inherited = Map.of(
                "KIST_KEY",
                "k",
                "KIST_KEY_FILE",
                "/f",
                "KIST_MONGODB_URI",
                "mongodb://u:p@h/db",
                "KIST_ENVIRONMENT",
                "e");

        assertThat(built(inherited, Map.of(), RULES.preservingAll().withholding(secretOf(inherited))))
                .containsExactlyInAnyOrder("KIST_KEY_FILE=/f", "KIST_ENVIRONMENT=e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://h",
                "mongodb://h:27017,i:27017/db?replicaSet=r",
                "mongodb+srv://user@h/db?authMechanism=MONGODB-X509"
            })
    void uriWithoutPassword_isHandedOn(String uri) {
        Map<String, String> inherited = Map.of("KIST_MONGODB_URI", uri);
        assertThat(built(inherited, Map.of(), RULES.withholding(secretOf(inherited))))
                .containsExactly("KIST_MONGODB_URI=" + uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://u:p@h",
                "mongodb+srv://u:p%40@h/db",
                "mongodb://u:p@x@h",
                "mongodb://h/?proxyHost=p&proxyPassword=x",
                "mongodb://h/?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:x"
            })
    void uriWithCredentials_isNotHandedOn(String uri) {
        Map<String, String> inherited = Map.of("KIST_MONGODB_URI", uri);
        assertThat(built(inherited, Map.of(), RULES.withholding(secretOf(inherited))))
                .isEmpty();
    }

    /** What the library says of these variables, as {@code run} asks it. */
    private static Set<String> secretOf(Map<String, String> variables) {
        return Kist.settings(KistOptions.builder()
                        .variables(variables)
                        .directory(Path.of("/"))
                        .build())
                .secretVariables();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "DYLD_INSERT_LIBRARIES",
                "PATH",
                "IFS",
                "ENV",
                "BASH_ENV",
                "SHELLOPTS",
                "PS4",
                "PROMPT_COMMAND",
                "NODE_OPTIONS",
                "PYTHONPATH",
                "PERL5OPT",
                "RUBYOPT",
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "GIT_SSH_COMMAND",
                "GIT_CONFIG_COUNT",
                "GCONV_PATH",
                "GLIBC_TUNABLES",
                "MALLOC_CHECK_",
                "OPENSSL_CONF",
                "PAGER",
                "KIST_KEY",
                "KIST_MONGODB_URI"
            })
    void dangerousName_isRefusedUnlessAllowedOrNotUsed(String name) {
        Map<String, String> secrets = Map.of(name, "v", "C", "secret");

        assertRefused(secrets, RULES, name);
        assertRefused(secrets, RULES.pristine(), name);
        assertThat(built(INHERITED, secrets, RULES.allowingDangerous())).contains(name + "=v");
        if (!name.startsWith("KIST_")) {
            assertThat(built(Map.of(name, "inherited"), secrets, RULES.preserving(Set.of(name))))
                    .contains(name + "=inherited");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HOME", "PATHS", "MY_PATH", "LDAP_URL", "DATABASE_URL", "JAVA_OPTS", "GIT_TOKEN", "HTTPS_PROXY"})
    void ordinaryName_isHandedOver(String name) {
        assertThat(built(Map.of(), Map.of(name, "v"), RULES)).containsExactly(name + "=v");
    }

    @Test
    void dangerousNames_areAllNamed() {
        assertRefused(Map.of("PATH", "v", "LD_PRELOAD", "v", "OK", "v"), RULES, "LD_PRELOAD, PATH");
    }

    @Test
    void value_mayBeAsLongAsLinuxTakes() {
        String name = "BLOB";
        String longest = "x".repeat(131_072 - "BLOB=".length() - 1);

        assertThat(built(Map.of(), Map.of(name, longest), RULES)).hasSize(1);
        assertRefused(Map.of(name, longest + "x"), RULES, name);
        assertRefused(Map.of(name, "é".repeat(65_536)), RULES, name);
    }

    @Test
    void impossibleVariable_isRefusedByName() {
        assertRefused(Map.of("A=B", "v"), RULES, "A=B");
        assertRefused(Map.of("", "v"), RULES, "");
        assertRefused(Map.of("NUL", "a\0b"), RULES, "NUL");
    }

    @Test
    void namesWithDotsAndDashes_areHandedOver() {
        assertThat(built(Map.of(), Map.of("a.b-c", "v"), RULES)).containsExactly("a.b-c=v");
    }

    @Test
    void applyTo_changesOnlyWhatDiffers() {
        Map<String, String> inherited = Map.of("A", "inherited", "B", "inherited", "KIST_KEY", "k");
        Map<String, String> variables = new HashMap<>(inherited);

        ProgramVariables.of(InheritedVariables.of(inherited), SECRETS, RULES).applyTo(variables);

        assertThat(variables).isEqualTo(Map.of("A", "secret", "B", "inherited", "C", "secret"));
    }

    @Test
    void inheritedBytes_areKept() {
        InheritedVariables inherited = InheritedVariables.parse(
                new byte[] {'A', '=', (byte) 0xff, 0, 'n', 'o', 'n', 'e', 0, 'B', '=', '=', 0, 'A', '=', '2', 0});

        List<byte[]> entries = ProgramVariables.of(inherited, Map.of(), RULES).entries();

        assertThat(entries).containsExactly(new byte[] {'A', '=', (byte) 0xff}, new byte[] {'B', '=', '='});
    }

    @Test
    void toString_showsNoValue() {
        ProgramVariables variables = ProgramVariables.of(InheritedVariables.of(INHERITED), SECRETS, RULES);

        assertThat(variables + " " + InheritedVariables.of(INHERITED)).doesNotContain("secret", "inherited");
    }

    private static List<String> built(Map<String, String> inherited, Map<String, String> secrets, VariableRules rules) {
        return ProgramVariables.of(InheritedVariables.of(inherited), secrets, rules).entries().stream()
                .map(entry -> new String(entry, UTF_8))
                .toList();
    }

    private static void assertRefused(Map<String, String> secrets, VariableRules rules, String names) {
        assertThatExceptionOfType(ProgramStartException.class)
                .isThrownBy(() -> ProgramVariables.of(InheritedVariables.of(INHERITED), secrets, rules))
                .withMessageEndingWith(": " + names)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(125))
                .satisfies(e -> assertThat(e.hint()).isPresent());
    }
}
