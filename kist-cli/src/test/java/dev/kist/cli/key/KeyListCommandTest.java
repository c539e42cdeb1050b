package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key list} on the local store. */
class KeyListCommandTest {
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

    private static void done(Result result) {
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** Someone else at the same store, with a key of their own. */
    private KistRun person(String name) {
        KistRun person = alice.with("HOME", folder.resolve(name).toString()).with("KIST_ACTOR", name + "@there");
        done(person.run("init"));
        return person;
    }

    private static String publicKey(KistRun person) {
        Result result = person.run("key", "public");
        assertThat(result.out()).matches("kist-pub-1-[A-Za-z0-9_-]{48}\n");
        return result.out().strip();
    }
}
