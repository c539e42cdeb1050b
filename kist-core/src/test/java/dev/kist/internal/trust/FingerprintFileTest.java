// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.internal.trust.FingerprintFile.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintFileTest {
    private static final String A = "a".repeat(32);
    private static final String B = "b".repeat(32);

    @TempDir
    Path folder;

    @Test
    void linesOfTheProject_areSorted_andCommentsStay() throws IOException {
        Path file = Files.writeString(
                folder.resolve("known_environments"),
                "# ours\nmy db.secrets staging " + B + "\n\napp.secrets web " + A + "\n");

        FingerprintFile.ofProject(file).replace(line -> false, List.of(line("", "app.secrets", "production", B)));

        assertThat(file)
                .hasContent("# ours\napp.secrets production " + B + "\napp.secrets web " + A
                        + "\nmy db.secrets staging " + B);
    }

    @Test
    void linesOfOneServer_areApartFromThoseOfAnother_andOfAny() throws IOException {
        Path file = Files.writeString(folder.resolve("trusted"), "app.secrets production " + A + "\n");
        FingerprintFile own = FingerprintFile.ofUser(file);

        own.replace(line -> false, List.of(line("db2:27017", "app.secrets", "production", B)));
        own.replace(line -> false, List.of(line("db1", "app.secrets", "production", A)));

        assertThat(file)
                .hasContent("app.secrets production " + A + "\n# at db1\napp.secrets production " + A
                        + "\n# at db2:27017\napp.secrets production " + B);
        assertThat(own.lines()).extracting(Line::hosts).containsExactly("", "db1", "db2:27017");
    }

    /** Other readers, of which each language has its own idea of space, hold to the same. */
    @Test
    void spaceBeyondAscii_isPartOfAWord() throws IOException {
        for (String odd : List.of("\u00a0", "\ufeff", "\u2003", "\u0085", "\u001c")) {
            for (String line : List.of(
                    "app.secrets" + odd + " web " + A,
                    odd + "app.secrets web " + A,
                    "app.secrets web" + odd + A,
                    "app.secrets web " + A + odd)) {
                Path file = Files.writeString(folder.resolve("known_environments"), "# ours\n" + line + "\n");
                try {
                    assertThat(FingerprintFile.ofProject(file).lines())
                            .extracting(Line::namespace)
                            .doesNotContain("app.secrets");
                } catch (InvalidInputException e) {
                    assertThat(e).hasMessageContaining("known_environments:2");
                }
            }
        }
        Path spaced =
                Files.writeString(folder.resolve("known_environments"), "\tapp.secrets \t web \u000b" + A + "\f \n");
        assertThat(FingerprintFile.ofProject(spaced).lines()).containsExactly(line("", "app.secrets", "web", A));
    }

    @Test
    void byteOrderMark_isNoPartOfTheFirstLine() throws IOException {
        Path file =
                Files.writeString(folder.resolve("known_environments"), "\uFEFFapp.secrets production " + A + "\r\n");

        assertThat(FingerprintFile.ofProject(file).lines()).containsExactly(line("", "app.secrets", "production", A));
    }

    @Test
    void replace_bySomethingThatIsThere_leavesTheFileAsItIs() throws IOException {
        String text = "app.secrets web " + B + "\n# late\napp.secrets production   " + A + "\n";
        Path file = Files.writeString(folder.resolve("known_environments"), text);

        FingerprintFile.ofProject(file).replace(line -> false, List.of(line("", "app.secrets", "production", A)));

        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <<<<<<< HEAD         | a mark of a merge
            =======              | a mark of a merge
            >>>>>>> theirs       | a mark of a merge
            app.secrets web      | three words
            app.secrets web abc  | "abc" is not a fingerprint
            """)
    void lineThatIsNone_isAnErrorWithItsNumber(String line, String why) throws IOException {
        Path file = Files.writeString(
                folder.resolve("known_environments"), "app.secrets production " + A + "\n" + line + "\n");

        assertThatThrownBy(() -> FingerprintFile.ofProject(file).lines())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ":2: ")
                .hasMessageContaining(why);
    }

    @Test
    void fileThatOthersMayWrite_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("trusted"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(() -> FingerprintFile.ofUser(file).lines()).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        FingerprintFile.ofUser(file).replace(line -> false, List.of(line("", "app.secrets", "web", A))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void linkInTheProject_isNotWrittenThrough() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
        Path file = Files.createSymbolicLink(folder.resolve("known_environments"), elsewhere);

        assertThatThrownBy(() -> FingerprintFile.ofProject(file)
                        .replace(line -> false, List.of(line("", "app.secrets", "web", A))))
                .isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyFile();
    }

    private static Line line(String hosts, String namespace, String environment, String fingerprint) {
        return new Line(hosts, namespace, EnvironmentName.parse(environment), Fingerprint.parse(fingerprint));
    }
}
