// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the lists of classes that several rounds of the same commands write down. */
final class ClassListTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    private List<Path> round(String... lists) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String list : lists) {
            files.add(Files.writeString(Files.createTempFile(folder, "list", ".txt"), list));
        }
        return files;
    }

    private List<String> merged(List<List<Path>> rounds) throws IOException {
        return Files.readAllLines(ClassList.merge(rounds, JAVA).write(folder.resolve("merged")));
    }

    @Test
    void whatOneRoundAloneHasOrLacksDoesNotCount() throws IOException {
        List<Path> usual = round("java/lang/String id: 1\njava/util/List id: 2\n", "java/util/Map id: 1\n");
        List<Path> more =
                round("java/util/Map id: 7\njava/util/List id: 8\njava/lang/String id: 9\njava/util/Timer id: 10\n");
        List<Path> less = round("java/lang/String id: 1\n", "java/util/Map id: 2\n");

        assertThat(merged(List.of(usual, more, less))).isEqualTo(merged(List.of(usual, usual, usual)));
        assertThat(merged(List.of(usual, more, less)))
                .contains("java/lang/String", "java/util/List", "java/util/Map")
                .doesNotContain("java/util/Timer");
    }

    @Test
    void ofASingleRoundAllCounts() throws IOException {
        assertThat(merged(
                        List.of(round("# a comment\njava/lang/String id: 1\n", "@lambda-proxy java/util/List run\n"))))
                .contains("java/lang/String", "@lambda-proxy java/util/List run")
                .noneMatch(line -> line.startsWith("#"));
    }

    @Test
    void whatRacesIsAlwaysIn() throws IOException {
        assertThat(merged(List.of(round("java/lang/String id: 1\n"))))
                .contains("java/util/concurrent/CompletableFuture$UniHandle");
    }
}
