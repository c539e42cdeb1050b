package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key}, {@code fingerprint}, {@code rotate} and {@code init --recovery-key} on the local store. */
class KeyCommandsTest {
    @TempDir
    Path folder;

    private KistRun alice;

    @BeforeEach
    void init() {
        alice = KistRun.in(folder);
        done(alice.run("init"));
        done(alice.run("set", "TOKEN", "first", "-e", "production"));
    }

    @Test
    void aTeammate_getsInWithAPublicKey() {
        KistRun bob = person("bob");
        String bobsKey = publicKey(bob);
        Result closed = bob.run("get", "TOKEN", "-e", "production");
        assertThat(closed.code()).isEqualTo(4);
        assertThat(closed.err()).contains("kist key add -e production --label NAME " + bobsKey);

        Result added = alice.run("key", "add", "-e", "production", "--label", "bob", bobsKey);

        done(added);
        assertThat(added.err())
                .contains("kist: public key: " + bobsKey + "\n")
                .contains(" of bob to production: 2 keys open it now\n")
                .contains("kist: compare it with what kist key public prints on the holder's machine\n");
        assertThat(added.out()).isEmpty();
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    @Test
    void add_toSeveralEnvironments_andToAll() {
        done(alice.run("set", "A", "1", "-e", "staging"));
        KistRun bob = person("bob");
        String bobsKey = publicKey(bob);
        Result added = alice.run("key", "add", "-e", "production", "-e", "staging", "--label", "bob", bobsKey);
        done(added);
        String id = Recipient.parse(bobsKey).id();
        assertThat(added.err().lines().filter(line -> !line.startsWith("kist: using ")))
                .containsExactly(
                        "kist: added the key " + id + " of bob to production: 2 keys open it now",
                        "kist: added the key " + id + " of bob to staging: 2 keys open it now",
                        "kist: public key: " + bobsKey,
                        "kist: compare it with what kist key public prints on the holder's machine")
                .allMatch(line -> line.length() <= 80);
        assertThat(added.err().lines().filter(line -> line.startsWith("kist: using ")))
                .hasSize(1);
        assertThat(bob.run("get", "A", "-e", "staging").out()).isEqualTo("1\n");
        assertThat(bob.run("list", "-e", "development").code()).isEqualTo(4);
        Result all = bob.run("key", "list", "--all");
        assertThat(all.code()).isEqualTo(4);
        assertThat(all.out()).contains("production", "staging").doesNotContain("development");
        assertThat(all.err()).contains("no key at hand opens the environment development");

        KistRun carol = person("carol");
        Result toAll = alice.run("key", "add", "--all", "--label", "carol", publicKey(carol));
        done(toAll);
        assertThat(toAll.err().lines().filter(line -> line.contains("using "))).hasSize(1);
        assertThat(toAll.err().lines().filter(line -> line.contains("public key: ")))
                .hasSize(1);
        assertThat(toAll.err().lines().filter(line -> line.contains("keys open it now")))
                .hasSize(3);
        assertThat(carol.run("fingerprint", "--all").out().lines()).hasSize(3);
    }

    @Test
    void add_ofASecretKeyOrACutOne_isRefusedWithoutShowingIt() {
        String secret = X25519Identity.generate().exposeText();
        Result secretGiven = alice.run("key", "add", "-e", "production", "--label", "x", secret);
        assertThat(secretGiven.code()).isEqualTo(2);
        assertThat(secretGiven.err()).contains("this is a secret key").doesNotContain(secret);

        String key = X25519Identity.generate().recipient().text();
        Result cut = alice.run("key", "add", "-e", "production", "--label", "x", key.substring(0, 50));
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.err()).contains("is cut");
        assertThat(alice.run("key", "list", "-e", "production", "--json").out()).doesNotContain("\"x\"");
    }

    @Test
    void aKeyAtHand_wrongCutOrMistyped_isFoundBeforeAnyWrite() {
        String text = X25519Identity.generate().exposeText();
        char other = text.charAt(30) == 'A' ? 'B' : 'A';
        Map<String, String> errors = Map.of(
                text.substring(0, 40), "is cut", text.substring(0, 30) + other + text.substring(31), "is mistyped");
        errors.forEach((key, error) -> {
            Result result = stranger().with("KIST_KEY", key).run("set", "TOKEN", "second", "-e", "production");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("KIST_KEY").contains(error).doesNotContain(key);
        });
        Result wrong = stranger().with("KIST_KEY", text).run("set", "TOKEN", "second", "-e", "production");
        assertThat(wrong.code()).isEqualTo(4);
        assertThat(wrong.err()).contains("no key at hand opens the environment production");
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    @Test
    void aMachinesKey_opensItsOneEnvironment() {
        Result made = alice.run("key", "new", "--label", "ci", "--add", "-e", "production");
        done(made);
        Map<String, String> lines = made.out()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(lines).containsOnlyKeys("KIST_KEY", "KIST_FINGERPRINT", "KIST_ENVIRONMENT");
        assertThat(made.err()).doesNotContain(value(lines, "KIST_KEY"));

        KistRun ci = stranger().with("KIST_STRICT", "1");
        for (Map.Entry<String, String> line : lines.entrySet()) {
            ci = ci.with(line.getKey(), line.getValue());
        }
        assertThat(ci.run("get", "TOKEN").out()).isEqualTo("first\n");
        assertThat(ci.run("list", "-e", "development").code()).isEqualTo(4);
    }

    private static String value(Map<String, String> lines, String name) {
        return lines.getOrDefault(name, "");
    }

    @Test
    void newKey_inAFile_isPrivateAndNeverOverwrites() throws IOException {
        Result made = alice.run("key", "new", "--out", "ci.key");
        done(made);
        Path file = folder.resolve("ci.key");
        assertThat(made.out()).isEqualTo("KIST_KEY_FILE=ci.key\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String before = Files.readString(file);

        assertThat(alice.run("key", "new", "--out", "ci.key").code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(alice.run("key", "public", "--key-file", file.toString()).out())
                .startsWith("kist-pub-1-");
    }

    @Test
    void newKey_thatCannotBeAdded_leavesNoFile() {
        Result failed = alice.run("key", "new", "--label", "ci", "--add", "-e", "nowhere", "--out", "ci.key");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(folder.resolve("ci.key")).doesNotExist();
        assertThat(alice.run("key", "new", "--add", "-e", "production").code()).isEqualTo(2);
        assertThat(alice.run("key", "new", "-e", "production").code()).isEqualTo(2);
    }

    @Test
    void list_showsWhoAndWarnsOfOne() {
        Result one = alice.run("key", "list", "-e", "production");
        done(one);
        assertThat(one.out()).contains("tester@here").contains("yes");
        assertThat(one.err()).contains("only one key opens production");

        KistRun bob = person("bob");
        done(alice.run("key", "add", "-e", "production", "--label", "bob", publicKey(bob)));
        Result two = alice.run("key", "list", "-e", "production", "--json");
        assertThat(two.err()).doesNotContain("only one key");
        assertThat(two.out())
                .contains("\"key_id\"", "\"label\": \"bob\"", "\"public_key\"", "\"created_at\"", "\"created_by\"")
                .doesNotContain("wrapped");
    }

    @Test
    void remove_shutsOut_rotates_andSaysWhatToChange() {
        KistRun bob = person("bob");
        done(alice.run("key", "add", "-e", "production", "--label", "bob", publicKey(bob)));
        String before = alice.run("fingerprint", "-e", "production").out();

        Result removed = alice.run("key", "remove", "-e", "production", "bob");

        done(removed);
        assertThat(removed.out()).matches("[0-9a-f]{32}\n").isNotEqualTo(before);
        assertThat(removed.out())
                .isEqualTo(alice.run("fingerprint", "-e", "production").out());
        assertThat(removed.err())
                .contains("to change (1): TOKEN")
                .contains("KIST_FINGERPRINT")
                .contains("no longer");
        assertThat(bob.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
        // Who knows the old fingerprint refuses the new keyring as SSH refuses a changed host.
        Result old = alice.with("KIST_FINGERPRINT", before.strip()).run("get", "TOKEN", "-e", "production");
        assertThat(old.code()).isEqualTo(4);
        assertThat(old.err()).contains("is not the known one").contains("someone with write access");
    }

    @Test
    void remove_ofTheLastKey_orTheOnlyOneHere_isRefused() {
        Result last = alice.run("key", "remove", "-e", "production", "tester@here", "--yes");
        assertThat(last.code()).isEqualTo(2);
        assertThat(last.err())
                .contains("nobody could open the environment again")
                .contains("kist key add -e production")
                .contains("kist environment delete production");

        KistRun bob = person("bob");
        done(alice.run("key", "add", "-e", "production", "--label", "bob", publicKey(bob)));
        Result mine = alice.run("key", "remove", "-e", "production", "tester@here");
        assertThat(mine.code()).isEqualTo(2);
        assertThat(mine.err()).contains("only key here").contains("--yes");
        assertThat(alice.run("get", "TOKEN", "-e", "production").code()).isZero();

        Result removed = alice.run("key", "remove", "-e", "production", "tester@here", "--yes");
        done(removed);
        assertThat(removed.err())
                .contains("no key here opens production any more")
                .contains("to change (1): TOKEN");
        assertThat(alice.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
        // Nothing was left to be encrypted again.
        assertThat(bob.run("rotate", "-e", "production").err())
                .contains("DEK 3 is active")
                .doesNotContain("completed");
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    @Test
    void remove_ofAnUnknownKey_isNotFound() {
        assertThat(alice.run("key", "remove", "-e", "production", "nobody").code())
                .isEqualTo(3);
        assertThat(alice.run("key", "remove", "--all", "nobody").code()).isEqualTo(3);
    }

    @Test
    void remove_keepingTheFingerprint_saysWhatThatCosts() {
        KistRun bob = person("bob");
        done(alice.run("key", "add", "-e", "production", "--label", "bob", publicKey(bob)));
        String before = alice.run("fingerprint", "-e", "production").out();

        Result removed = alice.run("key", "remove", "-e", "production", "--keep-fingerprint", "bob");

        done(removed);
        assertThat(removed.out()).isEqualTo(before);
        assertThat(removed.err()).contains("no reader can tell");
    }

    @Test
    void remove_prepared_switchesToTheFingerprintThatWasTold() throws IOException {
        KistRun bob = person("bob");
        done(alice.run("key", "add", "-e", "production", "--label", "bob", publicKey(bob)));
        String before = alice.run("fingerprint", "-e", "production").out();

        Result prepared = alice.run("key", "remove", "-e", "production", "--prepare", "bob");

        done(prepared);
        String told = prepared.out();
        assertThat(told).matches("[0-9a-f]{32}\n").isNotEqualTo(before);
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
        assertThat(Files.readString(folder.resolve(".kist/known_environments")))
                .contains(before.strip())
                .contains(told.strip());

        Result removed = alice.run("key", "remove", "-e", "production", "bob");
        done(removed);
        assertThat(removed.out()).isEqualTo(told);
        assertThat(Files.readString(folder.resolve(".kist/known_environments")))
                .doesNotContain(before.strip())
                .contains(told.strip());
        assertThat(bob.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
    }

    @Test
    void rotate_keepsValuesAndFingerprint() {
        done(alice.run("set", "TOKEN", "second", "-e", "production"));
        String before = alice.run("fingerprint", "-e", "production").out();

        Result rotated = alice.run("rotate", "-e", "production");

        done(rotated);
        assertThat(rotated.out()).isEmpty();
        assertThat(rotated.err())
                .contains("DEK 2 is active, 2 values encrypted again")
                .contains("DEK 1");
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("second\n");
        assertThat(alice.run("list", "-e", "production", "--json").out()).contains("\"version\": 2");
        assertThat(alice.run("fingerprint", "-e", "production").out()).isEqualTo(before);
        done(alice.run("rotate", "--all"));
    }

    @Test
    void aRecoveryKey_opensTheEnvironment() {
        Result made = alice.run("init", "--recovery-key", "-e", "production");
        done(made);
        String key = made.out()
                .lines()
                .filter(line -> line.startsWith("kist-key-1-"))
                .findFirst()
                .orElseThrow();
        assertThat(made.err()).doesNotContain(key);
        assertThat(alice.run("key", "list", "-e", "production").out()).contains("recovery");
        assertThat(stranger()
                        .with("KIST_KEY", key)
                        .run("get", "TOKEN", "-e", "production")
                        .out())
                .isEqualTo("first\n");
    }

    @Test
    void init_warnsOfOneKey(@TempDir Path empty) {
        assertThat(KistRun.in(empty).run("init").err()).contains("only one key opens development");
    }

    private static void done(Result result) {
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** Someone else at the same store, with a key of their own. */
    private KistRun person(String name) {
        KistRun person = alice.with("HOME", folder.resolve(name).toString()).with("KIST_ACTOR", name + "@there");
        done(person.run("init"));
        return person;
    }

    /** Someone without a key. */
    private KistRun stranger() {
        return alice.with("HOME", folder.resolve("stranger").toString());
    }

    private static String publicKey(KistRun person) {
        Result result = person.run("key", "public");
        assertThat(result.out()).matches("kist-pub-1-[A-Za-z0-9_-]{48}\n");
        return result.out().strip();
    }
}
