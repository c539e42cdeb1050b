// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Listing;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets as text to edit, and what is read of it. */
class EditTextTest {
    private static final EnvironmentName ENVIRONMENT = new EnvironmentName("development");

    private final List<Secret> secrets = new ArrayList<>();

    private void add(String name, Content content) {
        secrets.add(new Secret(
                ENVIRONMENT, SecretName.parse(name), content, 1, Instant.EPOCH, Instant.EPOCH, Actor.parse("me")));
    }

    private static Content text(String value) {
        return Content.literal(SecretValue.of(value));
    }

    private EditText text(SecretName... only) {
        return new EditText(new Listing(ENVIRONMENT, secrets, List.of(), Instant.EPOCH), List.of(only));
    }

    private static String shown(EditText text) {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private static EditText.Edit read(EditText text, String edited) {
        return text.read(edited.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theText_hasNotesAbove_templatesAsStored_andNoBytes() {
        add("A", text("1"));
        add("B", text("two words").withNote(Note.of("first\nsecond")));
        add("C", Content.template(SecretValue.of("${A}/$${x}/'")));
        add("KEYSTORE", Content.literal(SecretValue.ofBytes(new byte[] {0})));
        assertThat(shown(text()))
                .startsWith("# Secrets of development. ")
                .contains("# Binary, and not shown: KEYSTORE\n")
                .endsWith(
                        "\n\nA=1\n\n# first\n# second\nB='two words'\n\n# kist: template\nC=\"\\${A}/\\$\\${x}/'\"\n");
        assertThat(shown(text(SecretName.parse("B"))))
                .endsWith("\n\n# first\n# second\nB='two words'\n")
                .doesNotContain("KEYSTORE");
        assertThat(shown(text()).lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "'",
                "\"",
                "\\",
                "$A",
                "${A}",
                "#",
                "a #b",
                "a\nb",
                "\r\n",
                "a\rb",
                "'\n\"\\`$(x)",
                "ä€😀",
                "\u202E",
                "\uFEFF",
                "\t",
                "{\"a\": 'b'}\n",
                "-----BEGIN X-----\nabc\n-----END X-----\n",
                "a\\",
                "\n# x\nB=1"
            })
    void whatNobodyTouched_isNotChanged(String value) {
        add("A", text(value).withNote(Note.of("a\n\nB=2\n# c\r\u0007 ")));
        add("B", Content.template(SecretValue.of(value)));
        EditText text = text();
        assertThat(text.read(text.bytes()).contents()).isEmpty();
        assertThat(text.read(text.bytes()).gone()).isEmpty();
        EditText.Edit edit = read(text, shown(text) + "C=new\n");
        assertThat(edit.contents()).containsOnlyKeys(SecretName.parse("C"));
    }

    @Test
    void anotherValue_keepsANoteThatIsNotTouched_toTheLetter() {
        Note note = Note.of("first\n\nA=2\n third");
        add("A", text("1").withNote(note));
        EditText text = text();
        assertThat(read(text, shown(text).replace("A=1\n", "A=2\n")).contents())
                .containsEntry(SecretName.parse("A"), text("2").withNote(note));
        assertThat(read(text, shown(text).replace("first", "other")).contents())
                .containsEntry(SecretName.parse("A"), text("1").withNote(Note.of("other\nthird")));
        assertThat(read(text, "A=1\n").contents()).containsEntry(SecretName.parse("A"), text("1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A='${X}'|LITERAL|${X}",
                "# kist: template\\nA='${X}'|TEMPLATE|${X}",
                "# kist: template\\nA=${X}/y|TEMPLATE|${X}/y",
                "#kist: template\\n# why\\nA=\"\\${X}\"|TEMPLATE|${X}",
                "# Kist: Template \\nA='${X}'|TEMPLATE|${X}",
                "##KIST:TEMPLATE\\nA='${X}'|TEMPLATE|${X}",
                "X=1\\nA=\"y ${X}\"|TEMPLATE|y ${X}",
                "A=x # why|LITERAL|x",
                "export A=x|LITERAL|x"
            })
    void aLine_isReadAsKistReadsIt(String line, Kind kind, String value) {
        Content read = Objects.requireNonNull(
                read(text(), line.replace("\\n", "\n")).contents().get(SecretName.parse("A")));
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.value().text()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no assignment",
                "export A",
                "A=\"x",
                "A='x' y",
                "A=1\nA=2",
                "A=pa$word",
                "A=${UNKNOWN}",
                "1A=x",
                "KEYSTORE=x",
                "A=\u0000",
                "# kist: template\n\nA='${X}'",
                "A='${X}'\n# kist: template",
                "# kist: template\n# why\n\n\nA=1"
            })
    void aSlip_isRefused_withItsPlace_andWithoutAValue(String line) {
        add("KEYSTORE", Content.literal(SecretValue.ofBytes(new byte[] {0})));
        assertThatThrownBy(() -> read(text(), line))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("development.env:")
                .hasMessageNotContaining("word");
    }

    @Test
    void aCommentWhoseLineIsTakenOut_isNotThatOfTheNextLine() {
        add("A", text("a").withNote(Note.of("renewed in May")));
        add("B", Content.template(SecretValue.of("x${A}")));
        add("C", text("cost ${A}"));
        EditText text = text();

        assertThat(shown(text)).endsWith("\n\n# renewed in May\nA=a\n\n# kist: template\nB='x${A}'\n\nC='cost ${A}'\n");
        EditText.Edit withoutA = read(text, shown(text).replace("A=a\n", ""));
        assertThat(withoutA.contents()).isEmpty();
        assertThat(withoutA.gone()).containsExactly(SecretName.parse("A"));
        assertThatThrownBy(() -> read(text, shown(text).replace("B='x${A}'\n", "")))
                .hasMessage("development.env:8: # kist: template stands above no secret");
        assertThatThrownBy(() -> read(text, shown(text).replace("B='x${A}'\n\n", "")))
                .hasMessage("development.env: C stands below the comment of B, whose line is gone");
        assertThatThrownBy(() -> read(text, shown(text).replace("A=a\n\n", "")))
                .hasMessage("development.env: B stands below the comment of A, whose line is gone");
        assertThat(read(text, shown(text).replace("B=", "D=")).contents()).containsOnlyKeys(SecretName.parse("D"));
    }

    @Test
    void aNoteThatReadsAsTheMark_makesNoTemplate() {
        Note note = Note.of("kist: template");
        add("A", text("${X}").withNote(note));
        EditText text = text();

        assertThat(shown(text)).endsWith("# \"kist: template\"\nA='${X}'\n");
        assertThat(read(text, shown(text).replace("{X}", "{Y}")).contents())
                .containsEntry(SecretName.parse("A"), text("${Y}").withNote(note));
        assertThat(read(text, shown(text).replace("# \"", "# why\n# \"")).contents())
                .containsEntry(SecretName.parse("A"), text("${X}").withNote(Note.of("why\nkist: template")));
    }

    @Test
    void aLineThatIsGone_isToldByName() {
        add("A", text("1"));
        add("B", text("2"));
        assertThat(read(text(), "B=2\n").gone()).containsExactly(SecretName.parse("A"));
        EditText one = text(SecretName.parse("A"));
        assertThat(read(one, "").gone()).containsExactly(SecretName.parse("A"));
        assertThat(read(one, "A=1\nB=3\n").contents()).containsOnlyKeys(SecretName.parse("B"));
    }

    @Test
    void aName_thatIsNotThere_orIsBinary_isRefused() {
        add("KEYSTORE", Content.literal(SecretValue.ofBytes(new byte[] {0})));
        assertThatThrownBy(() -> text(SecretName.parse("NOPE"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> text(SecretName.parse("KEYSTORE"))).hasMessageContaining("KEYSTORE is binary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A=“q”|the value of A begins with U+201C",
                "A=\u200Bx|the value of A begins with U+200B",
                "A=encrypted:abc|the value of A: dotenvx has to open it",
                "A=`x`|the value of A stands in backticks"
            })
    void whatLooksLikeASlip_isToldOfTheLinesThatAreNew(String line, String told) {
        assertThat(read(text(), line + "\nB=1\n").oddities())
                .singleElement()
                .asString()
                .startsWith(told);
        add(
                "A",
                text(read(text(), line)
                        .contents()
                        .values()
                        .iterator()
                        .next()
                        .value()
                        .text()));
        EditText text = text();
        assertThat(read(text, shown(text) + "B=1\n").oddities()).isEmpty();
    }
}
