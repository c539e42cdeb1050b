// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotenvFileTest {
    @Test
    void entries_withDuplicates_areAllThereAndTheLastCounts() {
        DotenvFile file = read("A=1\nB=2\nA=3\n");

        assertThat(file.entries()).extracting(DotenvEntry::key).containsExactly("A", "B", "A");
        assertThat(file.effectiveEntries()).containsOnlyKeys("B", "A");
        assertThat(value(file, "A")).isEqualTo("3");
    }

    @Test
    void entry_keepsLineQuoteAndRawText() {
        DotenvFile file = read("# x\n\nA=\"one\n\\ttwo\"\nB='b' # c\nC= c \nD=`d`\n");

        assertThat(file.entries())
                .extracting(DotenvEntry::line, DotenvEntry::quote, DotenvEntry::raw)
                .containsExactly(
                        tuple(3, Quote.DOUBLE, "one\n\\ttwo"),
                        tuple(5, Quote.SINGLE, "b"),
                        tuple(6, Quote.NONE, "c"),
                        tuple(7, Quote.BACKTICK, "d"));
    }

    @Test
    void key_thatIsNoSecretName_isKept() {
        assertThat(read("1A=x\n.b=y\n-c=z\n").effectiveEntries()).containsOnlyKeys("1A", ".b", "-c");
    }

    @ParameterizedTest
    @CsvSource({
        "'A=1\nB=$A', '${A}'",
        "'A=1\nB=x${A}y', 'x${A}y'",
        "'A=1\nC=2\nB=\"${A}\\n$C.z\"', '${A}\n${C}.z'",
        "'A=1\nB=$A\\${X}', '${A}$${X}'",
        "'A=1\nB=\"$A \\${X}\"', '${A} $${X}'",
        "'A=1\nB=$A$ {', '${A}$ {'",
        "'A=1\nB=$A$$\\${', '${A}$$$${'"
    })
    void template_ofPlainReferencesDefinedOnceAbove_isThere(String text, String template) {
        DotenvEntry entry = last(text);

        assertThat(entry.template()).isEqualTo(template);
        assertThat(entry.references()).allMatch(Reference::plain);
        assertThat(SmallTemplate.resolve(template, Map.of("A", "1", "C", "2"))).isEqualTo(entry.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B=x",
                "B='${A}'",
                "B=$A",
                "A=1\nB=${A:-x}",
                "A=1\nB=$A${A+x}",
                "A=1\nA=2\nB=$A",
                "A=1\nB=$A\nA=2\nB=${B}",
                "B=$A\nA=1\nB=${B}",
                "A=1\nB=$$A",
                "A=1\nB=$${A}"
            })
    void template_otherwise_isAbsent(String text) {
        assertThat(last(text).template()).isNull();
    }

    @Test
    void template_ofAKeyDefinedAgainBelow_isAbsentAndTheWarningSaysSo() {
        DotenvFile once = read("A=1\nB=$A\n");
        DotenvFile twice = read("A=1\nB=$A\nA=2\n");

        assertThat(once.warnings()).singleElement().asString().contains(".env:2: REFERENCE B:", "template");
        assertThat(twice.entries().get(1).template()).isNull();
        assertThat(twice.warnings().get(0)).asString().contains(".env:2: REFERENCE B:", "stored expanded");
    }

    @Test
    void references_sayWhereTheNameIsDefined() {
        DotenvEntry entry = last("A=1\n\nB=$A${C:-x}\n");

        assertThat(entry.references()).containsExactly(new Reference("A", true, 1), new Reference("C", false, 0));
    }

    @Test
    void environment_isAskedOnlyForNamesNotDefinedAbove() {
        DotenvOptions options = DotenvOptions.of(".env").withEnvironment(Map.of("A", "env", "E", "env")::get);
        DotenvFile file = DotenvFile.parse(bytes("A=file\nB=$A-$E\n"), options);

        assertThat(value(file, "B")).isEqualTo("file-env");
        assertThat(file.entries().get(1).template()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'# one\n# two\nA=1', 'one\ntwo'",
        "'A=1 # behind', behind",
        "'# above\nA=\"1\" #behind', 'above\nbehind'",
        "'## x ##\nA=1', 'x ##'",
        "'# ------\n# x\n#\nA=1', x",
        "'# x\n# A=old secret\n#export B=old\nA=1', x"
    })
    void note_isTheCommentsDirectlyAboveAndBehind(String text, String note) {
        assertThat(last(text).note()).isEqualTo(note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"# x\n\nA=1", "B=1 # x\nA=1", "B='\n# x'\nA=1", "# ----\nA=1", "# x\njunk\nA=1", "A='1 # x'"})
    void note_ofOtherComments_isAbsent(String text) {
        assertThat(last(text).note()).isNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GITHUB_ENV")
    void note_inEveryDialect_isTakenFromAbove(Dialect dialect) {
        String text = "# no\n\nB='1\n# no'\n# one\n# two\nA=1\n# three\nC=2\n";
        if (dialect == Dialect.DOCKER) {
            text = text.replace("'1\n# no'", "1");
        } else if (dialect == Dialect.DOTENV_JAVA) {
            text = text.replace('\'', '"');
        }
        DotenvFile file = DotenvFile.parse(bytes(text), DotenvOptions.of(".env").withDialect(dialect));

        assertThat(file.entries()).extracting(DotenvEntry::note).containsExactly(null, "one\ntwo", "three");
    }

    @Test
    void warning_reads_fileLineCodeKeyAndDifference() {
        assertThat(read("\nA=a#b\n").warnings())
                .singleElement()
                .asString()
                .startsWith(".env:2: HASH_IN_VALUE A: the # is kept");
        assertThat(read("junk\n").warnings())
                .singleElement()
                .asString()
                .startsWith(".env:1: NOT_AN_ASSIGNMENT: is not an assignment");
    }

    @Test
    void blockers_leaveOutWhatIsAcceptedAndWhatOnlyInforms() {
        DotenvFile file = read("A=a#b\nA: c\nD=$$\n");

        assertThat(file.blockers(Set.of()))
                .extracting(DotenvWarning::code)
                .containsExactly(WarningCode.HASH_IN_VALUE, WarningCode.DOLLAR);
        assertThat(file.blockers(Set.of(WarningCode.DOLLAR)))
                .extracting(DotenvWarning::code)
                .containsExactly(WarningCode.HASH_IN_VALUE);
    }

    @Test
    void dialect_thatWasChosen_blocksNothing() {
        DotenvFile file =
                DotenvFile.parse(bytes("A=a#b\nA: c\n"), DotenvOptions.of("f").withDialect(Dialect.NODE));

        assertThat(file.blockers(Set.of())).isEmpty();
    }

    @Test
    void readings_sayWhoReadsHowManyCharactersAndWhatPicksIt() {
        DotenvFile file = read("A=a😀#bc\n");

        assertThat(file.readings(file.warnings().get(0)))
                .containsExactly(
                        new Reading(
                                List.of(
                                        Dialect.KIST,
                                        Dialect.PYTHON,
                                        Dialect.COMPOSE,
                                        Dialect.DOCKER,
                                        Dialect.SHELL,
                                        Dialect.SYSTEMD),
                                OptionalInt.of(5),
                                true),
                        new Reading(List.of(Dialect.NODE, Dialect.DOTENV_JAVA), OptionalInt.of(2), false));
    }

    @Test
    void readings_ofASkippedLine_haveNoCharacters() {
        DotenvFile file = read("A B=c\n");

        assertThat(file.readings(file.warnings().get(0)))
                .containsExactly(new Reading(
                        List.of(Dialect.KIST, Dialect.NODE, Dialect.PYTHON, Dialect.SYSTEMD),
                        OptionalInt.empty(),
                        true));
    }

    @Test
    void junk_withoutEnd_isSummedUp() {
        DotenvFile file = read("junk\n".repeat(1500));

        assertThat(file.warnings()).hasSize(1001);
        assertThat(file.warnings().get(1000)).asString().contains("500 more lines");
        assertThat(file.blockers(Set.of())).hasSize(1001);
    }

    @ParameterizedTest
    @CsvSource({
        "'A=1\n\nB=${C?secret}', '.env:3: refers to C by ${…?…}, but it is not defined above'",
        "'C=\nB=${C:?secret}', '.env:2: refers to C by ${…?…}, but it is not defined above'"
    })
    void parse_ofWhatCannotBeRead_saysFileLineAndWhy(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(DotenvException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=\uFEFFx", "A=x\uFEFF", "A=\uFEFF", "A=\"\uFEFFx\"", "A: \uFEFFx", "export A = \uFEFFx"})
    void byteOrderMark_ofAValue_isKeptAndPointedOut(String text) {
        DotenvFile file = read("\uFEFF" + text + "\n");

        assertThat(value(file, "A")).isEqualTo(text.replaceAll("^.*?(\uFEFF?x?\uFEFF?)\"?$", "$1"));
        assertThat(file.warnings())
                .extracting(DotenvWarning::code)
                .contains(WarningCode.BOM, WarningCode.INVISIBLE_CHARACTER);
    }

    @ParameterizedTest
    @CsvSource({"'A=`b', '`b'", "'A=`b` c', '`b` c'", "'A=`', '`'", "'A=a`b', 'a`b'"})
    void backtickThatQuotesNothing_blocksNothing(String text, String value) {
        DotenvFile file = read(text + "\nB=2\n");

        assertThat(value(file, "A")).isEqualTo(value);
        assertThat(file.blockers(Set.of())).isEmpty();
    }

    @Test
    void backticksAroundAllOfAValue_areDroppedAndBlock() {
        DotenvFile file = read("A=`say `hi` now`\n");

        assertThat(value(file, "A")).isEqualTo("say `hi` now");
        assertThat(file.blockers(Set.of())).extracting(DotenvWarning::code).containsExactly(WarningCode.BACKTICK);
    }

    @ParameterizedTest
    @CsvSource({
        "'${N:-a{b}c}', 'a{bc}', true",
        "'\"${N:-{\"\"a\"\":1}}\"', '{\"\"a\"\":1}', false",
        "'${V:-{\"a\":1}}', '1}', true",
        "'${N:-{}}', '{}', false",
        "'${N:-${V}}', '1', false",
        "'{${N:-x}}', '{x}', false",
        "'{\"a\":\"${V}\"}', '{\"a\":\"1\"}', false"
    })
    void braceAfterNoDollar_opensNothing_andBlocksWhereThatMatters(String text, String value, boolean blocks) {
        DotenvFile file = read("V=1\nA=" + text + "\n");

        assertThat(value(file, "A")).isEqualTo(value);
        assertThat(file.blockers(Set.of()).stream().anyMatch(each -> each.code() == WarningCode.BRACE_IN_DEFAULT))
                .isEqualTo(blocks);
    }

    @Test
    void parse_ofNul_saysTheLine() {
        assertThatThrownBy(() -> read("A=1\r\nB=\0")).hasMessage(".env:2: NUL byte: a value cannot hold one");
    }

    @Test
    void parse_ofOtherBytesThanUtf8_saysTheLine() {
        assertThatThrownBy(() ->
                        DotenvFile.parse(new byte[] {'A', '=', '\r', '\n', 'B', (byte) 0xE9}, DotenvOptions.of("f")))
                .hasMessageStartingWith("f:2: not UTF-8: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void parse_ofUtf16AndUtf32_goesByTheMark(String charset) {
        byte[] content = "\uFEFFA=é😀\r\nB=2\n".getBytes(Charset.forName(charset));
        DotenvFile file = DotenvFile.parse(content, DotenvOptions.of("f"));

        assertThat(value(file, "A")).isEqualTo("é😀");
        assertThat(file.warnings()).extracting(DotenvWarning::code).containsExactly(WarningCode.UTF16);
    }

    @Test
    void parse_ofUnpairedSurrogatesInUtf16_isRefused() {
        byte[] content = {(byte) 0xFF, (byte) 0xFE, 'A', 0, '=', 0, 0, (byte) 0xD8, '\n', 0};

        assertThatThrownBy(() -> DotenvFile.parse(content, DotenvOptions.of("f")))
                .hasMessage("f:1: not UTF-16");
    }

    @Test
    void parse_ofAGenuineReplacementCharacter_keepsIt() {
        assertThat(value(read("A=x\uFFFDy\n"), "A")).isEqualTo("x\uFFFDy");
    }

    @Test
    void parse_byNode_ofOtherBytesThanUtf8_blocksEvenThere() {
        byte[] content = {'A', '=', (byte) 0xE9, '\n'};
        DotenvFile file = DotenvFile.parse(content, DotenvOptions.of("f").withDialect(Dialect.NODE));

        assertThat(value(file, "A")).isEqualTo("\uFFFD");
        assertThat(file.blockers(Set.of())).extracting(DotenvWarning::code).containsExactly(WarningCode.NOT_UTF8);
    }

    @Test
    void parse_ofReferencesThatMultiply_isRefused() {
        StringBuilder text = new StringBuilder("A0=xxxxxxxxxx\n");
        for (int i = 1; i < 60; i++) {
            text.append("A%d=$A%d$A%d\n".formatted(i, i - 1, i - 1));
        }
        for (Dialect dialect : List.of(Dialect.KIST, Dialect.COMPOSE)) {
            DotenvOptions options = DotenvOptions.of("f").withDialect(dialect);
            assertThatThrownBy(() -> DotenvFile.parse(bytes(text.toString()), options))
                    .hasMessageContaining("references put in more text");
        }
    }

    @Test
    void parse_ofReferencesNestedTooDeep_isRefused() {
        String text = "A=" + "${B:-".repeat(5000) + "}".repeat(5000) + "\n";
        for (Dialect dialect : List.of(Dialect.KIST, Dialect.COMPOSE)) {
            DotenvOptions options = DotenvOptions.of("f").withDialect(dialect);
            assertThatThrownBy(() -> DotenvFile.parse(bytes(text), options))
                    .hasMessageContaining("nested more than 100");
        }
    }

    @Test
    void parse_byCompose_ofExportAtTheEnd_isRefused() {
        DotenvOptions options = DotenvOptions.of("f").withDialect(Dialect.COMPOSE);

        assertThatThrownBy(() -> DotenvFile.parse(bytes("A=1\nexport "), options))
                .hasMessageStartingWith("f:2: compose");
    }

    @Test
    void toString_showsNoValue() {
        DotenvFile file = read("A=canary\nB=${A}#canary\njunk canary\nC='canary'x\nD=${X:-canary}\n");

        assertThat(file.toString()
                        + file.entries()
                        + file.warnings()
                        + file.readings(file.warnings().get(0)))
                .doesNotContain("canary");
    }

    private static DotenvFile read(String text) {
        return DotenvFile.parse(bytes(text), DotenvOptions.of(".env"));
    }

    private static DotenvEntry last(String text) {
        List<DotenvEntry> entries = read(text).entries();
        return entries.get(entries.size() - 1);
    }

    private static String value(DotenvFile file, String key) {
        return Objects.requireNonNull(file.effectiveEntries().get(key)).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
