// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.Setting;
import dev.kist.StoreDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a clone brought is told from what is the user's own, whatever way leads to it. */
class TrackedTest extends SettingsFixture {
    private static final String AMBIENT =
            "KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s'\n";
    private static final String ADDRESS = "hcvault://evil.example.com/transit/keys/a\n";

    @Test
    void index_isReadAmongManyFiles() throws Exception {
        git("init", "-q");
        for (int i = 0; i < 200; i++) {
            write(project.resolve("src/some/folder/File" + i + ".java"), "" + i, "rw-r--r--");
        }
        write("key", KEY + "\n");
        write("config", "");
        git("add", "-A");
        for (String version : List.of("2", "4")) {
            git("update-index", "--index-version", version);

            assertThat(Tracked.of(folder.resolve("key"))).isEqualTo(Tracked.YES);
            assertThat(Tracked.of(project.resolve("src/some/folder/File199.java")))
                    .isEqualTo(Tracked.YES);
            assertThat(Tracked.of(folder.resolve("config.local"))).isEqualTo(Tracked.NO);
            assertThat(Tracked.of(project.resolve("src/some/folder/File"))).isEqualTo(Tracked.NO);
        }
        assertThat(Tracked.of(top.resolve("elsewhere"))).isEqualTo(Tracked.NO);
    }

    @Test
    void folderThatIsALinkOfTheClone_isTheProjectsWord() throws Exception {
        for (String line : List.of(AMBIENT, "KIST_MONGODB_URI=mongodb://h/?proxyHost=evil\n", "KIST_KEY=" + ADDRESS)) {
            Path clone = cloneWithALinkAsFolder(line);
            project = clone;

            assertThatThrownBy(this::settings)
                    .as(line)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(clone.resolve(".kist/config.local") + ":1: ");
        }
    }

    @Test
    void keyBehindALinkOfTheClone_holdsNoAddress() throws Exception {
        project = cloneWithALinkAsFolder("KIST_DATABASE=a\n");
        Path key = write(project.resolve("k2/key"), ADDRESS, "rw-------");
        assertThatThrownBy(this::keys).hasMessageContaining("git has it, or a link to it, in its index");

        Files.delete(key);
        write(project.resolve("k2/named"), ADDRESS, "rw-------");
        write(project.resolve("k2/config.local"), "KIST_KEY_FILE=k2/named\n", "rw-------");
        assertThatThrownBy(this::keys).hasMessageContaining("holds the address of a key service");
    }

    @Test
    void fingerprintBehindALinkOfTheClone_isTheProjectsWord() throws Exception {
        project = cloneWithALinkAsFolder("KIST_FINGERPRINT=" + "b".repeat(32) + "\n");

        assertThat(settings()
                        .knownFingerprints(new StoreDescription("db", "app.secrets", false))
                        .isGiven())
                .isFalse();
    }

    /** A repository in which {@code .kist} is a link to {@code k2}, and its clone. */
    private Path cloneWithALinkAsFolder(String local) throws Exception {
        Path origin =
                Files.createDirectories(Files.createTempDirectory(top, "o").resolve("origin"));
        write(origin.resolve("k2/config.local"), local, "rw-r--r--");
        Files.createSymbolicLink(origin.resolve(".kist"), Path.of("k2"));
        git(origin, "init", "-q");
        git(origin, "add", "-A");
        git(origin, "commit", "-q", "-m", "a");
        Path clone = origin.resolveSibling("clone");
        git(origin, "clone", "-q", ".", clone.toString());
        // As a user's umask has it.
        write(clone.resolve("k2/config.local"), local, "rw-------");
        return clone;
    }

    @Test
    void linksFurtherUp_andFilesThatAreLinks_areFollowed() throws Exception {
        git("init", "-q");
        write(project.resolve("deep/er/.kist/config.local"), AMBIENT, "rw-------");
        Files.createSymbolicLink(project.resolve("up"), Path.of("deep"));
        Files.createSymbolicLink(project.resolve("deep/round"), Path.of("../up/er"));
        write(project.resolve("oidc"), AMBIENT, "rw-------");
        Files.createSymbolicLink(folder.resolve("config.local"), Path.of("../oidc"));
        git("add", "-f", "up", "oidc");

        assertThat(Tracked.of(project.resolve("deep/er/.kist/config.local"))).isEqualTo(Tracked.NO);
        assertThat(Tracked.of(project.resolve("up/er/.kist/config.local"))).isEqualTo(Tracked.YES);
        assertThat(Tracked.of(project.resolve("deep/round/.kist/config.local"))).isEqualTo(Tracked.YES);
        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");
        Files.createSymbolicLink(project.resolve("loop"), Path.of("loop"));
        assertThat(Tracked.of(project.resolve("loop/a"))).isEqualTo(Tracked.UNKNOWN);
    }

    @Test
    void splitIndex_isRead_andWhatIsTakenOutOfIt() throws Exception {
        git("init", "-q");
        for (int i = 0; i < 200; i++) {
            write(project.resolve("src/File" + i), "" + i, "rw-r--r--");
        }
        write("config.local", AMBIENT);
        git("add", "-A");
        git("add", "-f", ".kist/config.local");
        git("update-index", "--split-index");
        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");

        git("rm", "-q", "--cached", ".kist/config.local");
        assertThat(value(Setting.MONGODB_URI)).contains("OIDC");
        assertThat(Tracked.of(project.resolve("src/File199"))).isEqualTo(Tracked.YES);
        git("add", "-f", ".kist/config.local");
        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");
    }

    @Test
    void folderOfASparseCheckout_holdsWhatIsInIt() throws Exception {
        write("config.local", AMBIENT);
        write(project.resolve("src/a"), "", "rw-r--r--");
        git("init", "-q");
        git("add", "-f", ".kist/config.local", "src/a");
        git("commit", "-q", "-m", "a");
        git("sparse-checkout", "set", "--cone", "--sparse-index", "src");
        write("config.local", AMBIENT);

        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");
    }

    @Test
    void namesThatAFileSystemMayTakeForTheSame_areTheSame() throws Exception {
        for (String name :
                List.of(".KIST/config.local", ".kist/CONFIG.local", ".\u212aist/config.local", ".ki\u200cst/key")) {
            write(project.resolve(name), "", "rw-------");
        }
        git("init", "-q");
        git("add", "-f", ".");
        git("rm", "-q", "--cached", "--ignore-unmatch", ".kist/config.local", ".kist/key");

        assertThat(Tracked.of(folder.resolve("config.local"))).isEqualTo(Tracked.YES);
        assertThat(Tracked.of(folder.resolve("key"))).isEqualTo(Tracked.YES);
        assertThat(Tracked.of(folder.resolve("local.db"))).isEqualTo(Tracked.NO);
    }

    @Test
    void whereItCannotBeTold_whatIsTheMachinesOwnIsRefused_andAPasswordIsNot() throws Exception {
        write("config.local", AMBIENT);
        for (byte[] index : List.of(new byte[0], new byte[] {'D', 'I', 'R', 'C'}, new byte[300])) {
            Files.createDirectories(project.resolve(".git"));
            Files.write(project.resolve(".git/index"), index);
            assertThatThrownBy(this::settings)
                    .hasMessageContaining("MONGODB-OIDC")
                    .hasMessageContaining("whether git tracks it cannot be told here")
                    .satisfies(e -> assertThat(((InvalidInputException) e).hint())
                            .get()
                            .asString()
                            .contains("set KIST_MONGODB_URI in the environment"));
        }
        Files.delete(project.resolve(".git/index"));
        assertThat(value(Setting.MONGODB_URI)).contains("OIDC");
        Files.delete(project.resolve(".git"));
        // As in a container that has a worktree, and not what it belongs to.
        Files.writeString(project.resolve(".git"), "gitdir: /nowhere/.git/worktrees/a\n");
        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");

        write("config.local", "KIST_MONGODB_URI=mongodb://u:p@h/\n");
        write("key", KEY + "\n");
        assertThat(value(Setting.MONGODB_URI)).contains("u:p");
        assertThat(keys()).hasSize(1);
        write("key", ADDRESS);
        assertThatThrownBy(this::keys).hasMessageContaining("whether git tracks it cannot be told here");
    }

    /** Git passes over a folder that is none of its own, and so must we. */
    @Test
    void emptyRepositoryInside_hidesNothing() throws Exception {
        write("config.local", AMBIENT);
        git("init", "-q");
        git("add", "-f", ".kist/config.local");
        Files.createDirectory(folder.resolve(".git"));

        assertThatThrownBy(this::settings).hasMessageContaining("MONGODB-OIDC");
    }

    @Test
    void ordinaryPlaces_areTheUsersOwn() throws Exception {
        write("config", "");
        git("init", "-q", "--object-format=sha256");
        git("add", "-A");
        git("commit", "-q", "-m", "a");
        Path link = Files.createSymbolicLink(top.resolve("mine"), project);
        git("worktree", "add", "-q", "-b", "other", "../\u00e4 worktree");
        Path worktree = project.resolveSibling("\u00e4 worktree");
        Path outer = Files.createDirectories(top.resolve("outer"));
        git(outer, "init", "-q", "--object-format=sha256");
        git(outer, "submodule", "--quiet", "add", project.toString(), "sub");
        Path own = Files.createDirectories(top.resolve("own"));
        Files.createDirectories(worktree.resolve("deep"));
        Files.createSymbolicLink(worktree.resolve("deep/.kist"), own);
        for (Path place : List.of(project, link, worktree, outer.resolve("sub"), worktree.resolve("deep"))) {
            write(place.resolve(".kist/config.local"), AMBIENT, "rw-------");
            project = place;
            assertThat(value(Setting.MONGODB_URI)).as("%s", place).contains("OIDC");
        }
        for (Path place : List.of(worktree, outer.resolve("sub"))) {
            git(place, "add", "-f", ".kist/config.local");
            project = place;
            assertThatThrownBy(this::settings).as("%s", place).hasMessageContaining("MONGODB-OIDC");
        }
    }

    private List<Object> keys() {
        return new ArrayList<>(settings().keys(new ArrayList<>()).asList());
    }
}
