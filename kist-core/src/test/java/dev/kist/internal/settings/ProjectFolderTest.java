// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KeyAtHand;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.Project;
import dev.kist.Project.UriPlan;
import dev.kist.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectFolderTest extends SettingsFixture {
    private static final EnvironmentName DEVELOPMENT = EnvironmentName.parse("development");

    @Test
    void make_makesWhatIsMissing_andChangesNothingThatIsThere() throws IOException {
        Files.writeString(project.resolve(".dockerignore"), "target");
        assertThat(project().exists()).isFalse();

        List<Path> made = project().make(EnvironmentName.parse("staging"));

        assertThat(made)
                .containsExactly(
                        folder.resolve(".gitignore"), folder.resolve("config"), project.resolve(".dockerignore"));
        assertThat(settings().environment().value()).isEqualTo("staging");
        assertThat(settings().warnings()).isEmpty();
        assertThat(folder.resolve(".gitignore")).content().contains("config.local\nkey\nlocal.db\n", "cache/");
        assertThat(project.resolve(".dockerignore")).hasContent("target\n.kist");
        assertThat(project().make(DEVELOPMENT)).isEmpty();
        assertThat(settings().environment().value()).isEqualTo("staging");
    }

    @Test
    void nearestFolder_isTheProject_andHereIsTheDirectorysOwn() throws IOException {
        project().make(DEVELOPMENT);
        project = Files.createDirectories(project.resolve("web"));

        assertThat(project().folder().path()).isEqualTo(folder);
        assertThat(project().here().folder().path()).isEqualTo(project.resolve(".kist"));
        assertThat(project().here().exists()).isFalse();
    }

    @Test
    void uriWithoutASecret_goesIntoConfig() {
        project().make(DEVELOPMENT);
        UriPlan plan = project().planUri("mongodb://db.example.com/app");

        assertThat(plan.isPrivate()).isFalse();
        assertThat(plan.replaced()).isEmpty();
        plan.apply();

        assertThat(folder.resolve("config"))
                .content()
                .contains(
                        "#KIST_MONGODB_URI=mongodb://localhost:27017/kist\nKIST_MONGODB_URI=mongodb://db.example.com/app\n");
        assertThat(project().planUri("mongodb://db.example.com/app").isThere()).isTrue();
        assertThat(value(Setting.MONGODB_URI)).isEqualTo("mongodb://db.example.com/app");
    }

    @Test
    void uriWithAPassword_orAmbientCredentials_staysHere_andIsTheUsersAlone() throws IOException {
        project().make(DEVELOPMENT);
        for (String uri : List.of("mongodb://u:p&'x@db.example.com/app", "mongodb://db/?authMechanism=MONGODB-AWS")) {
            UriPlan plan = project().planUri(uri);
            assertThat(plan.isPrivate()).isTrue();
            assertThat(plan.file()).isEqualTo(folder.resolve("config.local"));

            plan.apply();

            assertThat(value(Setting.MONGODB_URI)).isEqualTo(uri.replace("'", "%27"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("config.local")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(folder.resolve("config")).content().doesNotContain("p&'x");
    }

    @Test
    void anotherUri_isReplacedOnlyByThePlan_whichSaysWhereItStands() {
        project().make(DEVELOPMENT);
        project().planUri("mongodb://u:p@one/app").apply();

        UriPlan other = project().planUri("mongodb://two/app");
        assertThat(other.replaced().orElseThrow()).startsWith(folder + "/config.local:");
        assertThat(value(Setting.MONGODB_URI)).contains("one");
        other.apply();

        assertThat(value(Setting.MONGODB_URI)).isEqualTo("mongodb://two/app");
        assertThat(project().planUri("mongodb://three/app").replaced().orElseThrow())
                .startsWith(folder + "/config:");
        // A user's own way in beside everyone's: nothing is lost.
        assertThat(project().planUri("mongodb://u:p@two/app").replaced()).isEmpty();
    }

    @Test
    void uriOfAnotherPassword_correctsIt_andOnlyThatIsTakenForACorrection() {
        project().planUri("mongodb://u:wrong@one,two/app?w=1").apply();

        assertThat(project().planUri("mongodb://u:right@one,two/app?w=1").replaced())
                .isEmpty();
        assertThat(project().planUri("mongodb://v:%40@one,two/app?w=1").replaced())
                .isEmpty();
        for (String other : List.of(
                "mongodb://one,two/app?w=1",
                "mongodb://u:right@one/app?w=1",
                "mongodb://u:right@one,two/app2?w=1",
                "mongodb://u:right@one,two/app",
                "mongodb://u:p@evil/x@one,two/app?w=1")) {
            assertThat(project().planUri(other).replaced()).as(other).isPresent();
        }
        project().planUri("mongodb://u:right@one,two/app?w=1").apply();
        assertThat(project().planUri("mongodb://u:right@one,two/app?w=1").isThere())
                .isTrue();
    }

    @Test
    void use_isOfThisMachine() throws IOException {
        project().make(DEVELOPMENT);

        project().use(EnvironmentName.parse("staging"));
        Path file = project().use(EnvironmentName.parse("production"));

        assertThat(file).isEqualTo(folder.resolve("config.local")).hasContent("KIST_ENVIRONMENT=production");
        assertThat(settings().environment().value()).isEqualTo("production");
    }

    @Test
    void linksAreNotFollowed_andFoldersOfOthersAreRefused() throws IOException {
        project().make(DEVELOPMENT);
        Path victim = Files.writeString(top.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve("config.local"), victim);
        assertThatThrownBy(() -> project().use(DEVELOPMENT)).hasMessageContaining("it is a link");
        assertThat(victim).hasContent("mine");

        Files.delete(folder.resolve("config.local"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> project().use(DEVELOPMENT)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> project().make(DEVELOPMENT)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void key_isWrittenOnce_forItsOwnerAlone() throws IOException {
        NewKey key = new NewKey(new KeyAtHand("0123456789abcdef", "kist-pub-1-x"), "kist-key-1-secret");
        Path file = top.resolve("a/b/key");

        project().writeKey(key, file);

        assertThat(file).content().contains("kist-key-1-secret\n", "# Public key: kist-pub-1-x\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(top.resolve("a")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> project().writeKey(key, file)).hasMessageContaining("is there already");
    }

    private Project project() {
        return ProjectFolder.of(
                KistOptions.builder().variables(variables).directory(project).build());
    }
}
