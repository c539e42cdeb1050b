// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.NodeReader;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment that inherits, from the setting of its parent to the parent's new fingerprint, on MongoDB. */
class ParentsOnMongoTest {
    private static final String PYTHON =
            "import sys; sys.path.insert(0, sys.argv[1]); import kist; s = kist.read_secrets(); print(s['HOST'], s['PORT'], s['URL'])";
    private static final String NODE = "const kist = await import(process.argv[1]); const s = await kist.loadSecrets();"
            + " console.log(s.HOST, s.PORT, s.URL)";

    @TempDir
    Path folder;

    private KistRun alice;
    private KistProcess process = KistProcess.in(Path.of(""));

    @BeforeEach
    void init() {
        MongoServer server = MongoServer.shared();
        String uri = server.uri(server.freshDatabase());
        alice = KistRun.in(folder).with("KIST_MONGODB_URI", uri);
        process = KistProcess.in(folder).with("KIST_MONGODB_URI", uri).with("KIST_ENVIRONMENT", "production");
        alice.done("init", "-e", "base");
        alice.done("environment", "create", "production");
        alice.done("set", "HOST=db", "PORT=1", "-e", "base");
        alice.done("set", "URL", "${HOST}:${PORT}", "--template", "-e", "base");
        alice.done("set", "PORT=2", "-e", "production");
    }

    private String read(String program, String... arguments) {
        ProcessRun run = Command.of(program)
                .args(arguments)
                .env(process.variables())
                .in(folder)
                .run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void whatIsInherited_reachesProgramsAndOtherReaders() {
        alice.done("environment", "inherit", "base", "-e", "production");

        ProcessRun program = process.run("run", "--", "sh", "-c", "echo $HOST $PORT $URL");
        assertThat(program.out()).isEqualTo("db 2 db:1\n");
        assertThat(read(
                        PythonEnvironment.python().toString(),
                        "-c",
                        PYTHON,
                        Path.of("../clients/python")
                                .toAbsolutePath()
                                .normalize()
                                .toString()))
                .isEqualTo("db 2 db:1\n");
        assertThat(read(
                        "node",
                        "--input-type=module",
                        "-e",
                        NODE,
                        NodeReader.folder().resolve("src/index.js").toString()))
                .isEqualTo("db 2 db:1\n");
    }

    @Test
    void parentThatIsNotTrusted_isNotSet() throws IOException {
        KistRun elsewhere = alice.in("elsewhere");
        Files.createDirectories(elsewhere.folder().resolve(".kist"));
        KistRun bob = elsewhere.with("HOME", folder.resolve("bob").toString());
        bob.done("init");
        for (String environment : new String[] {"base", "production"}) {
            alice.done("key", "add", bob.publicKey(), "--label", "bob", "-e", environment);
        }
        String[] inherit = {"environment", "inherit", "base", "-e", "production"};

        assertThat(bob.failed(4, inherit).err()).contains("the fingerprint of production is not trusted");
        bob.done("trust", "production", "--fingerprint", fingerprint("production"));
        assertThat(bob.failed(4, inherit).err())
                .contains("the fingerprint of base is not trusted")
                .contains("kist trust base");
        bob.done("trust", "base", "--fingerprint", fingerprint("base"));

        bob.done(inherit);
        assertThat(alice.done("get", "HOST", "-e", "production").out()).isEqualTo("db\n");
        assertThat(alice.done("log", "-e", "production").out()).contains("inherits from base");
    }

    private String fingerprint(String environment) {
        return alice.done("fingerprint", "-e", environment).out().strip();
    }

    @Test
    void parentWithANewFingerprint_isKnownToTheChildrenThatOpen_andGivenAgainForTheOthers() {
        KistRun bob = alice.with("HOME", folder.resolve("bob").toString());
        bob.done("init", "-e", "base");
        alice.done("key", "add", bob.publicKey(), "--label", "bob", "-e", "base");
        alice.done("environment", "inherit", "base", "-e", "production");

        Result byAMemberOfBoth = alice.done("key", "remove", "--no-wait", "bob", "-e", "base");
        assertThat(byAMemberOfBoth.err()).contains("production inherits from base: it knows the new fingerprint now");
        assertThat(alice.done("get", "HOST", "-e", "production").out()).isEqualTo("db\n");

        KistRun carol = alice.with("HOME", folder.resolve("carol").toString());
        carol.done("init", "-e", "base");
        alice.done("key", "add", bob.publicKey(), "--label", "bob", "-e", "base");
        alice.done("key", "add", carol.publicKey(), "--label", "carol", "-e", "base");
        carol.done("trust", "base", "--fingerprint", fingerprint("base"));
        Result byAMemberOfOne = carol.done("key", "remove", "--no-wait", "bob", "-e", "base");
        assertThat(byAMemberOfOne.err())
                .contains("whether production inherits from base cannot be seen here")
                .contains("kist environment inherit base -e production");
        alice.done("trust", "base", "--fingerprint", byAMemberOfOne.out().strip());

        assertThat(alice.failed(4, "get", "HOST", "-e", "production").err())
                .contains("is not the one that production inherits from")
                .contains("kist environment inherit base -e production");
        assertThat(alice.done("environment", "inherit", "base", "-e", "production")
                        .err())
                .contains("knows its new fingerprint now");
        assertThat(alice.done("get", "HOST", "-e", "production").out()).isEqualTo("db\n");
    }
}
