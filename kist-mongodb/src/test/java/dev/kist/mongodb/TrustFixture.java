// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database of a test's own, people with homes and clones, and someone who can write to the database. */
abstract class TrustFixture {
    static final EnvironmentName PRODUCTION = EnvironmentName.parse("production");
    static final SecretName TOKEN = SecretName.parse("TOKEN");

    final MongoServer server = MongoServer.shared();
    final String database = server.freshDatabase();
    final HostileWriter mallory = HostileWriter.on(server, database);
    final List<String> warnings = new ArrayList<>();
    private final List<Kist> opened = new ArrayList<>();

    @TempDir
    Path top;

    Person alice = new Person(Path.of(""), Map.of());

    /** Someone with a key, a home and a clone of the project. */
    final class Person {
        final NewKey key = Kist.newKey();
        final Path clone;
        final Path home;
        private final Map<String, String> variables = new HashMap<>();

        Person(Path folder, Map<String, String> more) {
            this.clone = folder.resolve("clone");
            this.home = folder.resolve("home");
            variables.put("HOME", home.toString());
            variables.put("KIST_MONGODB_URI", server.uri());
            variables.put("KIST_DATABASE", database);
            variables.put("KIST_KEY", key.exposeSecretKey());
            variables.putAll(more);
        }

        Person with(String name, String value) {
            variables.put(name, value);
            return this;
        }

        Person without(String name) {
            variables.remove(name);
            return this;
        }

        /** As a new process opens it. */
        Kist open() {
            return open(options());
        }

        Kist open(KistOptions.Builder options) {
            Kist kist = Kist.open(options.build());
            opened.add(kist);
            return kist;
        }

        KistOptions.Builder options() {
            return KistOptions.builder().variables(variables).directory(clone).onWarning(warnings::add);
        }

        Environment production() {
            return open().environment(PRODUCTION);
        }

        void set(String value) {
            production().set(TOKEN, SecretValue.of(value), SetOptions.none());
        }

        String get() {
            return production().load().get("TOKEN");
        }

        Path trusted() {
            return home.resolve(".local/state/kist/trusted");
        }

        Path known() {
            return clone.resolve(".kist/known_environments");
        }

        String publicKey() {
            return key.publicHalf().publicKey();
        }
    }

    @BeforeEach
    void makeAlice() throws IOException {
        alice = person("alice");
    }

    @AfterEach
    void close() {
        opened.forEach(Kist::close);
        mallory.close();
    }

    /** A store that holds nothing yet. */
    final Kist emptyStore() throws IOException {
        return person("elsewhere").with("KIST_DATABASE", server.freshDatabase()).open();
    }

    /** Someone with a clone of the project as it is now. */
    final Person person(String name) throws IOException {
        Person person = new Person(Files.createDirectories(top.resolve(name)), Map.of());
        Files.createDirectories(person.clone.resolve(".kist"));
        Path known = alice.known();
        if (Files.exists(known)) {
            Files.copy(known, person.known());
        }
        return person;
    }
}
