// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One jar of several. */
class ProgramJarTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir
    Path folder;

    @BeforeEach
    void writeProgram() throws IOException {
        write(
                ProgramJar.NAME,
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: a.Main\nClass-Path: b.jar a.jar\n"));
    }

    @Test
    void merge_putsAllIntoTheProgramsJar() throws IOException {
        write("a.jar", Map.of("a/Main.class", "main", "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nX: y\n"));
        write("b.jar", Map.of("b/", "", "b/B.class", "b", "META-INF/maven/b/pom.properties", "version=1"));

        ProgramJar.merge(folder, "1.2.3", TIME);

        Map<String, String> merged = read();
        assertThat(merged)
                .containsOnlyKeys(
                        "META-INF/MANIFEST.MF", "META-INF/maven/b/pom.properties", "a/Main.class", "b/B.class")
                .containsEntry("a/Main.class", "main");
        assertThat(merged.get("META-INF/MANIFEST.MF"))
                .contains("Main-Class: a.Main", "Implementation-Version: 1.2.3")
                .doesNotContain("Class-Path", "X: y");
        assertThat(folder).isDirectoryContaining("glob:**/" + ProgramJar.NAME);
        assertThat(folder.resolve("a.jar")).doesNotExist();
    }

    @Test
    void merge_keepsServicesInTheOrderOfTheClassPath() throws IOException {
        write("a.jar", Map.of("META-INF/services/x.Y", "a.Y\n", "META-INF/services/of/another/kind", "same"));
        write("b.jar", Map.of("META-INF/services/x.Y", "b.Y", "META-INF/services/of/another/kind", "same"));

        ProgramJar.merge(folder, "1", TIME);

        assertThat(read())
                .containsEntry("META-INF/services/x.Y", "b.Y\na.Y")
                .containsEntry("META-INF/services/of/another/kind", "same");
    }

    @Test
    void merge_takesClassesForTheOldestJavaThatKistStartsOn() throws IOException {
        write(
                "a.jar",
                Map.of("a/A.class", "8", "META-INF/versions/9/a/A.class", "9", "META-INF/versions/21/a/A.class", "21"));
        write("b.jar", Map.of("META-INF/versions/11/module-info.class", "m", "META-INF/versions/17/b/B.class", "17"));

        ProgramJar.merge(folder, "1", TIME);

        assertThat(read())
                .containsOnlyKeys("META-INF/MANIFEST.MF", "a/A.class", "b/B.class")
                .containsEntry("a/A.class", "9")
                .containsEntry("b/B.class", "17");
    }

    @Test
    void merge_ofTwoClassesOfOneName_isRefused() throws IOException {
        write("a.jar", Map.of("a/A.class", "one"));
        write("b.jar", Map.of("a/A.class", "another"));

        assertThatThrownBy(() -> ProgramJar.merge(folder, "1", TIME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a/A.class");
    }

    @Test
    void merge_ofASignedJar_isRefused() throws IOException {
        write("a.jar", Map.of("META-INF/SIGNER.RSA", ""));
        write("b.jar", Map.of());

        assertThatThrownBy(() -> ProgramJar.merge(folder, "1", TIME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("signed");
    }

    @Test
    void merge_isTheSameToTheByte() throws IOException {
        write("a.jar", Map.of("a/Main.class", "main"));
        write("b.jar", Map.of("b/B.class", "b"));
        ProgramJar.merge(folder, "1", TIME);
        byte[] first = Files.readAllBytes(folder.resolve(ProgramJar.NAME));

        writeProgram();
        write("a.jar", Map.of("a/Main.class", "main"));
        write("b.jar", Map.of("b/B.class", "b"));
        ProgramJar.merge(folder, "1", TIME);

        assertThat(folder.resolve(ProgramJar.NAME)).hasBinaryContent(first);
    }

    private void write(String jar, Map<String, String> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(jar)))) {
            for (Map.Entry<String, String> each : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(folder.resolve(ProgramJar.NAME)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
