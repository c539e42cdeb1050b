package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code init}, {@code set}, {@code get}, {@code delete} and {@code list} on the local store. */
class CommandsTest {
    @TempDir
    Path folder;

    private KistRun kist;

    @BeforeEach
    void init() {
        kist = KistRun.in(folder);
        assertThat(kist.run("init").code()).isZero();
    }

    @Test
    void init_makesFolderKeyAndEnvironment() throws Exception {
        Path key = folder.resolve("home/.config/kist/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve(".kist/.gitignore")))
                .contains("config.local\n", "key\n", "local.db\n", "cache/\n");
        assertThat(Files.readString(folder.resolve(".kist/config"))).contains("#KIST_MONGODB_URI=");
        assertThat(kist.run("list", "--environment", "development").code()).isZero();
    }

    @Test
    void init_again_overwritesNothing() throws Exception {
        Path key = folder.resolve("home/.config/kist/key");
        byte[] before = Files.readAllBytes(key);
        Result again = kist.run("init");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("kist key add -e development --label NAME kist-pub-1-");
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void init_withPasswordInUri_keepsItOutOfConfig(@TempDir Path empty) throws Exception {
        KistRun other = KistRun.in(empty);
        Result result = other.run("init", "--uri", "mongodb://u:geheim@127.0.0.1:1/x", "--timeout", "300ms");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).doesNotContain("geheim");
        assertThat(Files.readString(other.folder().resolve(".kist/config"))).doesNotContain("geheim");
        assertThat(Files.readString(other.folder().resolve(".kist/config.local")))
                .contains("geheim");
    }

    @Test
    void usageOfTheOrigin_worksWordForWord() {
        assertThat(kist.run("set", "KEY", "VALUE", "--environment", "ENV")).satisfies(set -> {
            assertThat(set.code()).isZero();
            assertThat(set.out()).isEmpty();
            assertThat(set.err()).contains("created the environment ENV").doesNotContain("VALUE");
        });
        assertThat(kist.run("get", "KEY", "--environment", "ENV").out()).isEqualTo("VALUE\n");
        assertThat(kist.run("delete", "KEY", "--environment", "ENV").code()).isZero();
        Result gone = kist.run("get", "KEY", "--environment", "ENV");
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", "-x", "--flag", "@file", "-----BEGIN KEY-----", "", " blank ", "a\nb", "ä€😀", "$HOME"})
    void set_takesValueAsItIs(String value) {
        kist.stdin("-").done("set", "A", "--", value);
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo(value);
    }

    @Test
    void set_afterDashes_takesOptionsAsValues() {
        assertThat(kist.run("set", "A", "--", "-e").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("-e\n");
    }

    @Test
    void set_sameValue_changesNothingAndSaysSo() {
        kist.run("set", "A", "1");
        Result again = kist.run("set", "A", "1");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("A in development is unchanged: version 1");
    }

    @Test
    void set_fromStandardInput_removesOneLineEnd() {
        kist.stdin("v\n\n").run("set", "A");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v\n");
        kist.stdin("v\r\n").run("set", "A");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v");
        kist.stdin("v\n").run("set", "A", "--exact");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v\n");
    }

    @Test
    void set_fromEmptyInput_needsAllowEmpty() {
        assertThat(kist.run("set", "A").code()).isEqualTo(2);
        assertThat(kist.run("set", "A", "--allow-empty").code()).isZero();
        assertThat(kist.run("get", "A", "-n").out()).isEmpty();
    }

    @Test
    void set_fromFile_keepsEveryByte() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "a\r\nb\n");
        assertThat(kist.run("set", "A", "--file", file.toString()).code()).isZero();
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("a\r\nb\n");
    }

    @Test
    void set_overTheLimit_isRefusedAndWritesNothing() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[1024 * 1024 + 1]);
        Files.writeString(file, "x".repeat(1024 * 1024 + 1), StandardCharsets.UTF_8);
        Result result = kist.run("set", "A", "--file", file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("1 MiB");
        assertThat(kist.run("get", "A").code()).isEqualTo(3);
    }

    @Test
    void set_noteAlone_keepsTheValue() {
        kist.run("set", "A", "1");
        assertThat(kist.run("set", "A", "--note=-why").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
        assertThat(kist.run("get", "A", "--note").out()).isEqualTo("-why\n");
        assertThat(kist.run("list", "--notes").out()).contains("-why");
    }

    @Test
    void set_inEnvironmentWithNearName_needsCreate() {
        Result refused = kist.run("set", "A", "1", "-e", "developmen");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("development", "--create");
        assertThat(kist.run("set", "A", "1", "-e", "developmen", "--create").code())
                .isZero();
    }

    @Test
    void get_several_printsOneLineEach() {
        kist.run("set", "A", "1");
        kist.run("set", "B", "2");
        assertThat(kist.run("get", "B", "A").out()).isEqualTo("2\n1\n");
        assertThat(kist.run("get", "B", "A", "--json").out()).isEqualTo("{\n  \"B\": \"2\",\n  \"A\": \"1\"\n}\n");
    }

    @Test
    void get_severalWithLineBreak_wantsJson() {
        kist.run("set", "A", "1\n2");
        kist.run("set", "B", "2");
        Result result = kist.run("get", "A", "B");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("--json");
    }

    @Test
    void get_misspelt_hintsAtTheNearName() {
        kist.run("set", "DATABASE_URL", "1");
        Result result = kist.run("get", "DATABSE_URL");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains(
                        "kist: error: secret DATABSE_URL does not exist in development",
                        "kist: hint: did you mean DATABASE_URL?");
    }

    @Test
    void list_showsNoValues() {
        kist.run("set", "A", "hidden-value");
        Result list = kist.run("list");
        assertThat(list.out()).contains("A", "1", "tester@here").doesNotContain("hidden-value");
        assertThat(kist.run("list", "--json").out())
                .contains("\"updated_by\": \"tester@here\"")
                .doesNotContain("hidden");
    }

    @Test
    void withoutKey_nothingOpens() {
        Result result =
                kist.with("HOME", folder.resolve("elsewhere").toString()).run("list");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("no key to open");
    }

    @Test
    void withAnotherKey_theHintIsTheLineToSend() {
        String other = dev.kist.internal.keyring.X25519Identity.generate().exposeText();
        KistRun stranger =
                kist.with("HOME", folder.resolve("elsewhere").toString()).with("KIST_KEY", other);
        Result result = stranger.run("get", "A");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err())
                .contains("kist key add -e development --label NAME kist-pub-1-")
                .doesNotContain(other);
    }

    @Test
    void mistypedKey_isTwo() {
        assertThat(kist.with("KIST_KEY", "kist-key-1-abc").run("list").code()).isEqualTo(2);
    }

    @Test
    void keyFileThatOthersCanRead_isRefused() throws Exception {
        Path key = folder.resolve("home/.config/kist/key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Result result = kist.run("list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("chmod 600");
        assertThat(kist.with("KIST_KEY_FILE", key.toString()).run("list")).satisfies(named -> {
            assertThat(named.code()).isZero();
            assertThat(named.err()).contains("can be read by others");
        });
    }

    @Test
    void wrongArguments_areTwoAndShowNoArgument() {
        assertThat(kist.run("set").code()).isEqualTo(2);
        assertThat(kist.run().code()).isEqualTo(2);
        Result result = kist.run("set", "A", "B", "hidden-value");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).doesNotContain("hidden-value");
    }

    @Test
    void withoutStore_isTwo(@TempDir Path empty) {
        Result result = KistRun.in(empty).run("get", "A");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("KIST_MONGODB_URI");
    }

    @Test
    void secretInCommittedConfig_isRefused() throws Exception {
        Files.writeString(folder.resolve(".kist/config"), "KIST_MONGODB_URI=mongodb://u:geheim@h/x\n");
        Result result = kist.run("list");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(".kist/config:1", "config.local").doesNotContain("geheim");
    }

    @Test
    void folderIsFoundUpwards() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        kist.run("set", "A", "1");
        assertThat(kist.in("a/b").run("get", "A").out()).isEqualTo("1\n");
    }

    @Test
    void unknownSetting_isPointedOut() {
        assertThat(kist.with("KIST_ENVIROMENT", "x").run("list").err()).contains("did you mean KIST_ENVIRONMENT?");
    }

    @Test
    void help_isACommandAndAnOption() {
        assertThat(kist.run("help")).isEqualTo(kist.run("--help"));
        assertThat(kist.run("help", "key", "add")).isEqualTo(kist.run("key", "add", "--help"));
        assertThat(kist.run("help", "set").out()).contains("Usage: kist set");
        assertThat(kist.run("help").code()).isZero();
    }
}
