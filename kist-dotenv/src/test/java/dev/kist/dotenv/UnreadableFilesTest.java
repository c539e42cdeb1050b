package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they seem: of another encoding, encrypted, or in the middle of a merge. */
class UnreadableFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void linesInUtf16_atTheEndOfAFileInUtf8_areNamed(String charset) {
        byte[] content = bytes("API_KEY=abc\r\n", "UTF-8", "TOKEN=x1\r\nÄ=ü\r\n", charset);

        for (Dialect dialect : List.of(Dialect.KIST, Dialect.SHELL)) {
            assertThatThrownBy(() -> parse(content, dialect))
                    .hasMessageStartingWith("f:2: not UTF-8 from here on: lines in UTF-16 were added")
                    .hasMessageContaining("save the whole file as UTF-8")
                    .hasMessageNotContaining("x1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOKEN=x\n", "TOKEN=xy\n", "export TOKEN=x\r\n"})
    void linesInUtf8_atTheEndOfAFileInUtf16_areNamed(String line) {
        for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
            byte[] content = bytes("\uFEFFA=1\r\nB=2\r\n", charset, line, "UTF-8");

            assertThatThrownBy(() -> parse(content, Dialect.KIST))
                    .hasMessageStartingWith("f:3: not UTF-16 throughout")
                    .hasMessageContaining("save the whole file as UTF-8");
        }
    }

    @Test
    void chineseInUtf16_isReadForAllItsBytesThatLookLikeAscii() {
        String text = "\uFEFF# 丽上中\nA=丽上㵁㴊䅂\nB=2\n";
        DotenvFile file = parse(text.getBytes(StandardCharsets.UTF_16LE), Dialect.KIST);

        assertThat(Objects.requireNonNull(file.effectiveEntries().get("A")).value())
                .isEqualTo("丽上㵁㴊䅂");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16WithoutMark_isNamed(String charset) {
        assertThatThrownBy(() -> parse("A=1\nB=2\n".getBytes(Charset.forName(charset)), Dialect.KIST))
                .hasMessage("f:1: is UTF-16 without a byte order mark; save the file as UTF-8, for example by iconv -f "
                        + charset + " -t UTF-8");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NODE")
    void latin1_isNamedInEveryDialectThatRefusesIt(Dialect dialect) {
        byte[] content = "A=1\nCITY=München\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> parse(content, dialect))
                .hasMessage(
                        "f:2: not UTF-8: the file is probably in Latin-1 (Windows-1252); save it as UTF-8, for example by"
                                + " iconv -f WINDOWS-1252 -t UTF-8");
    }

    @Test
    void latin1_inAFileThatIsElsewhereUtf8_isNotToBeConvertedAsAWhole() {
        byte[] content = bytes("A=Köln\n", "UTF-8", "B=München\n", "ISO-8859-1");

        assertThatThrownBy(() -> parse(content, Dialect.KIST))
                .hasMessageStartingWith("f:2: not UTF-8, though other lines are")
                .hasMessageNotContaining("iconv");
    }

    @Test
    void binaryFile_isNamed() {
        Map<String, String> messages = Map.of(
                "\0GITCRYPT\0\u00FF\0", "encrypted by git-crypt; unlock it first",
                "age-encryption.org/v1\n-> X25519 x\n\u00FF", "encrypted by age; decrypt it first",
                "\u001F\u008B\u0008\0x", "not UTF-8 and no text");

        messages.forEach((content, message) -> assertThatThrownBy(
                        () -> parse(content.getBytes(StandardCharsets.ISO_8859_1), Dialect.KIST))
                .hasMessageContaining(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$ANSIBLE_VAULT;1.1;AES256|Ansible Vault",
                "-----BEGIN AGE ENCRYPTED FILE-----|age",
                "-----BEGIN PGP MESSAGE-----|GnuPG"
            })
    void fileThatIsEncryptedAsAWhole_isRefusedInEveryDialect(String first, String tool) {
        for (Dialect dialect : Dialect.values()) {
            assertThatThrownBy(() -> parse(("\n" + first + "\n6138\n").getBytes(StandardCharsets.UTF_8), dialect))
                    .hasMessage("f:1: the whole file is encrypted by " + tool + "; decrypt it first");
        }
    }

    @Test
    void decode_givesOtherReadersTheSameTextAndReasons() {
        assertThat(DotenvFile.decode("\uFEFF{}\r\n".getBytes(StandardCharsets.UTF_8), "f"))
                .isEqualTo("{}\r\n");
        assertThat(DotenvFile.decode("\uFEFF{}".getBytes(StandardCharsets.UTF_16BE), "f"))
                .isEqualTo("{}");
        assertThatThrownBy(() -> DotenvFile.decode("ü".getBytes(StandardCharsets.ISO_8859_1), "f"))
                .hasMessageContaining("Latin-1");
    }

    @Test
    void marksOfAGitConflict_blockAndSayWhatTheyAre() {
        String text = "A=0\n<<<<<<< HEAD\nA=1\n||||||| base\nA=3\n=======\nA=2\n>>>>>>> branch\n";
        DotenvFile file = parse(text.getBytes(StandardCharsets.UTF_8), Dialect.KIST);

        assertThat(file.blockers(Set.of())).hasSize(4).allSatisfy(warning -> assertThat(warning.difference())
                .startsWith("is the mark of a git conflict"));
        assertThat(file.blockers(Set.of())).extracting(DotenvWarning::line).containsExactly(2, 4, 6, 8);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void gitConflict_inEveryDialect_blocksOrIsRefused(Dialect dialect) {
        byte[] content = "A=0\n<<<<<<< HEAD\nA=1\n=======\nA=2\n>>>>>>> branch\n".getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(parse(content, dialect).blockers(Set.of()))
                    .isNotEmpty()
                    .allSatisfy(warning -> assertThat(warning.toString()).contains("git conflict"));
        } catch (DotenvException e) {
            assertThat(e).hasMessage("f:2: a git conflict begins here that is not resolved; resolve it first");
        }
    }

    @Test
    void gitConflict_insideAValue_blocks() {
        String text = "A=\"x\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> branch\ny\"\nB='=======\n======='\n";
        DotenvFile file = parse(text.getBytes(StandardCharsets.UTF_8), Dialect.KIST);

        assertThat(file.blockers(Set.of())).extracting(DotenvWarning::code).contains(WarningCode.GIT_CONFLICT);
    }

    @Test
    void lineOfEqualsSigns_aloneIsNoGitConflict() {
        DotenvFile file = parse("A='\n=======\n'\n=======\n".getBytes(StandardCharsets.UTF_8), Dialect.KIST);

        assertThat(file.warnings().toString()).doesNotContain("git conflict");
    }

    private static DotenvFile parse(byte[] content, Dialect dialect) {
        return DotenvFile.parse(content, DotenvOptions.of("f").withDialect(dialect));
    }

    private static byte[] bytes(String first, String itsCharset, String second, String charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first.getBytes(Charset.forName(itsCharset)));
        out.writeBytes(second.getBytes(Charset.forName(charset)));
        return out.toByteArray();
    }
}
