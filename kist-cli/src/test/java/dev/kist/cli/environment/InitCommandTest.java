// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} on the local store. */
class InitCommandTest {
    private final KistRun kist;

    InitCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void aRecoveryKey_opensTheEnvironment() {
        Result made = kist.done("init", "--recovery-key", "-e", "production");
        String key = made.out()
                .lines()
                .filter(line -> line.startsWith("kist-key-1-"))
                .findFirst()
                .orElseThrow();
        assertThat(made.err()).doesNotContain(key);
        assertThat(kist.run("key", "list", "-e", "production").out()).contains("recovery");
        assertThat(stranger()
                        .with("KIST_KEY", key)
                        .run("get", "TOKEN", "-e", "production")
                        .out())
                .isEqualTo("first\n");
    }

    @Test
    void aLinkToNowhere_inThePlaceOfTheStore_isSaid(@TempDir Path empty) throws Exception {
        Files.createDirectory(empty.resolve(".kist"));
        Files.createSymbolicLink(empty.resolve(".kist/local.db"), Path.of("../nowhere"));

        assertThat(KistRun.in(empty).failed(2, "init").err())
                .contains("a link is in its place, which leads to no file");
        assertThat(empty.resolve("nowhere")).doesNotExist();
    }

    @Test
    void anUnusableConnectionString_isFoundBeforeAnythingIsMade(@TempDir Path empty) {
        for (String uri :
                new String[] {"mongodb://h/shop/", "mongodb://h:x/shop", "mongodb://h/shop?nonsense=1", "h/shop"}) {
            KistRun.in(empty).failed(2, "init", "--uri", uri);
            KistRun.in(empty).with("KIST_MONGODB_URI", uri).failed(2, "init");
            KistRun.in(empty).with("KIST_TIMEOUT", "soon").failed(2, "init");
            assertThat(empty).as(uri).isEmptyDirectory();
        }
    }

    @Test
    void init_warnsOfOneKey(@TempDir Path empty) {
        assertThat(KistRun.in(empty).run("init").err()).contains("only one key opens development");
    }

    @Test
    void init_ofAnotherEnvironment_suggestsWhatReachesIt() throws Exception {
        assertThat(kist.done("init", "-e", "web").err()).contains("kist set KEY -e web sets", ".env -e web takes");
        Files.writeString(kist.folder().resolve(".env"), "A=1\n");
        assertThat(kist.done("init", "-e", "shop", "--env-file", ".env").err()).contains("kist run -e shop -- PROGRAM");
    }

    @Test
    void quietly_warnsAndSuggestsNothing(@TempDir Path empty) {
        assertThat(KistRun.in(empty).done("init", "-q").err())
                .contains("only one key opens development", "--recovery-key")
                .doesNotContain("kist set KEY");
    }

    @Test
    void init_makesFolderKeyAndEnvironment() throws Exception {
        Path key = kist.folder().resolve("home/.config/kist/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kist.folder().resolve(".kist/.gitignore")))
                .contains("config.local\n", "key\n", "local.db\n", "cache/\n");
        assertThat(Files.readString(kist.folder().resolve(".kist/config"))).contains("#KIST_MONGODB_URI=");
        assertThat(kist.run("list", "--environment", "development").code()).isZero();
    }

    @Test
    void init_again_overwritesNothing() throws Exception {
        Path key = kist.folder().resolve("home/.config/kist/key");
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
        assertThat(empty.resolve(".kist/config.local")).doesNotExist();
    }

    @Test
    void init_thatFails_leavesTheConnectionStringThatWasThere() throws Exception {
        Path config = kist.folder().resolve(".kist/config");
        kist.failed(5, "init", "--uri", "mongodb://127.0.0.1:1/x", "--force", "--timeout", "300ms");
        assertThat(kist.done("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");

        Files.writeString(config, "KIST_MONGODB_URI=mongodb://127.0.0.1:2/x\n");
        assertThat(kist.failed(2, "init", "--uri", "mongodb://127.0.0.1:1/x").err())
                .contains("config:1 has another connection string", "--force");
        kist.failed(5, "init", "--uri", "mongodb://127.0.0.1:1/x", "--force", "--timeout", "300ms");
        assertThat(Files.readString(config)).isEqualTo("KIST_MONGODB_URI=mongodb://127.0.0.1:2/x\n");
        kist.failed(2, "init", "--uri", "nonsense");
        assertThat(Files.readString(config)).isEqualTo("KIST_MONGODB_URI=mongodb://127.0.0.1:2/x\n");
    }

    @Test
    void init_toMongoDb_whereALocalStoreHoldsSecrets_leavesThemOnlyIfThatIsMeant(@TempDir Path empty) throws Exception {
        String config = Files.readString(kist.folder().resolve(".kist/config"));

        assertThat(kist.failed(2, "init", "--uri", "mongodb://127.0.0.1:1/x").err())
                .contains("the secrets of this project are in the local store", "nothing was changed")
                .contains("kist move --to URI", "--force");
        assertThat(Files.readString(kist.folder().resolve(".kist/config"))).isEqualTo(config);

        // What init alone made may be left without a word.
        KistRun.initialized(empty).failed(5, "init", "--uri", "mongodb://127.0.0.1:1/x", "--timeout", "300ms");
    }

    /** A clone lacks what Alice's {@code config.local} has. */
    @Test
    void init_inACloneOfAProjectOnMongoDb_makesNoLocalStore(@TempDir Path clone) throws Exception {
        Files.createDirectory(clone.resolve(".kist"));
        Files.writeString(clone.resolve(".kist/config"), "KIST_ENVIRONMENT=development\n");
        String known = "shop.secrets development 0123456789abcdef0123456789abcdef\n";
        Files.writeString(clone.resolve(".kist/known_environments"), known);
        KistRun bob = KistRun.in(clone);

        assertThat(bob.failed(2, "init").err())
                .contains("this project has its environment development in MongoDB shop.secrets")
                .contains("nothing was made")
                .contains("kist init --uri mongodb://USER:PASSWORD@HOST/shop");
        assertThat(clone.resolve(".kist/local.db")).doesNotExist();
        assertThat(clone.resolve("home")).doesNotExist();
        bob.failed(2, "init", "--env-file", "/dev/null");

        // An environment that is in no MongoDB is one's own.
        bob.done("init", "-e", "scratch");
        assertThat(bob.run("doctor", "-e", "development").out())
                .contains("warning: local store: development is in ")
                .contains("for the project it is in MongoDB shop.secrets");
    }

    /** Someone without a key. */
    private KistRun stranger() {
        return kist.with("HOME", kist.folder().resolve("stranger").toString());
    }
}
