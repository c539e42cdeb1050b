package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encrypted:BE9xyz==|dotenvx",
                "ENC[AES256_GCM,data:aa,iv:bb,tag:cc,type:str]|SOPS",
                "ENC[PKCS7,MIIB]|hiera-eyaml",
                "ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)|Jasypt",
                "{cipher}682bc583f4641835|Spring Cloud Config",
                "op://vault/item/field|1Password",
                "{{ op://vault/item/field }}|1Password",
                "vault:secret/data/mysql#PASSWORD|Vault",
                "vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zoCmHnSeDX9vyf7w==|Vault",
                "ref+vault://secret/foo#/bar|vals",
                "postgres://u:ref+awsssm://a/b+@h/d|vals",
                "-----BEGIN AGE ENCRYPTED FILE-----\\nYWdl|age",
                "age-encryption.org/v1|age",
                "-----BEGIN AGE ENCRYPTED FILE-----|age",
                "-----BEGIN PGP MESSAGE-----\\n|GnuPG",
                "$ANSIBLE_VAULT;1.1;AES256|Ansible Vault",
                "{{resolve:secretsmanager:db:SecretString:password}}|AWS CloudFormation",
                "sm://project/secret|Google Secret Manager",
                "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)|Azure Key Vault"
            })
    void valueThatAnotherToolHasToOpen_isNamedByTheTool(String value, String tool) {
        assertThat(ValueHint.of(value)).singleElement().satisfies(hint -> {
            assertThat(hint.code()).isEqualTo(WarningCode.FOR_ANOTHER_TOOL);
            assertThat(hint.message()).startsWith(tool + " has to open it").doesNotContain(value);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "encrypted",
                "encrypted:",
                "{cipher}",
                "vault:8200",
                "bao:8200/v1",
                "vault:8200,vault2:8200",
                "https://vault:8200",
                "op:/x",
                "ENC",
                "reference+1",
                "ref-1",
                "-----BEGIN PRIVATE KEY-----\nx",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx",
                "-----BEGIN AGE",
                "AGE-SECRET-KEY-1QQ",
                "smtp://x",
                "postgres://u:p@h/d",
                "a\u200Bb",
                "it’s",
                "ключ",
                "😀"
            })
    void ordinaryValue_hasNoHint(String value) {
        assertThat(ValueHint.of(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\uFEFFx', INVISIBLE_CHARACTER, begins with U+FEFF (zero width no-break space)",
        "'x\u200B', INVISIBLE_CHARACTER, ends with U+200B (zero width space)",
        "'x\u00A0', INVISIBLE_CHARACTER, ends with U+00A0 (no-break space)",
        "'\u202Ex', INVISIBLE_CHARACTER, begins with U+202E (right-to-left override)",
        "'\u201Cx\u201D', TYPOGRAPHIC_QUOTE, begins with U+201C (left double quotation mark)",
        "'x\u2019', TYPOGRAPHIC_QUOTE, ends with U+2019 (right single quotation mark)",
        "'\u00ABx\u00BB', TYPOGRAPHIC_QUOTE, begins with U+00AB (left-pointing double angle quotation mark)"
    })
    void characterAtAnEnd_thatIsLikelyAnAccident_isPointedOut(String value, WarningCode code, String message) {
        assertThat(ValueHint.of(value)).singleElement().satisfies(hint -> {
            assertThat(hint.code()).isEqualTo(code);
            assertThat(hint.message()).startsWith(message);
        });
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void file_inEveryDialect_blocksOnWhatIsForAnotherTool(Dialect dialect) {
        DotenvFile file = read("A=encrypted:BE9xyz==\nB=\u200Bx\n", dialect);

        assertThat(file.warnings()).extracting(DotenvWarning::code).contains(WarningCode.INVISIBLE_CHARACTER);
        assertThat(file.blockers(Set.of()))
                .singleElement()
                .asString()
                .startsWith(".env:1: FOR_ANOTHER_TOOL A: dotenvx has to open it");
        assertThat(file.blockers(Set.of(WarningCode.FOR_ANOTHER_TOOL))).isEmpty();
    }

    @Test
    void rawText_thatIsForAnotherTool_blocksEvenIfItsReferencesAreExpanded() {
        DotenvFile file = read("A=${aes-gcm-nopadding::DJNrZ6LfpupFv6QbXyXhvzD8eVDnDa}\n", Dialect.KIST);

        assertThat(file.blockers(Set.of())).extracting(DotenvWarning::code).contains(WarningCode.FOR_ANOTHER_TOOL);
    }

    private static DotenvFile read(String text, Dialect dialect) {
        DotenvOptions options = DotenvOptions.of(".env").withDialect(dialect);
        return DotenvFile.parse(text.getBytes(StandardCharsets.UTF_8), options);
    }
}
