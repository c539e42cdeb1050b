// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.InvalidInputException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mongodb://a | a | kist.secrets
            mongodb://a:28000,b/app | a:28000,b | app.secrets
            mongodb://u:p@a,b:1,c/app?replicaSet=rs&tls=true | a,b:1,c | app.secrets
            mongodb://u:p@a/?authSource=users | a | kist.secrets
            mongodb://a/app.collection | a | app.secrets
            mongodb+srv://u:p@db.example.com/app?retryWrites=true | db.example.com | app.secrets
            mongodb://[::1]:28000/app | [::1]:28000 | app.secrets
            mongodb://u%40x:p%3A%2F%40@a/app | a | app.secrets
            mongodb://u@a/?authMechanism=MONGODB-X509 | a | kist.secrets
            mongodb://u:p@a/?w=0&readConcernLevel=local&journal=false | a | kist.secrets
            """)
    void description_showsHostsAndNamespace(String uri, String hosts, String namespace) {
        try (SecretStore store = open(uri, null, "secrets")) {
            assertThat(store.description().place()).isEqualTo(hosts);
            assertThat(store.description().namespace()).isEqualTo(namespace);
            assertThat(store.description().isLocal()).isFalse();
            assertThat(store.description().toString()).isEqualTo("MongoDB " + hosts + " " + namespace);
        }
    }

    static Stream<Document> sharedUris() throws IOException {
        String shared = Files.readString(Path.of("../testvectors/settings.json"));
        return Document.parse(shared).getList("uris", Document.class).stream();
    }

    /** Whatever the drivers of the languages make of it. */
    @ParameterizedTest
    @MethodSource("sharedUris")
    void connectionStrings_areReadAsTheReadersReadThem(Document entry) {
        String uri = entry.getString("uri");
        if (entry.getBoolean("usable")) {
            open(uri, "db", "secrets").close();
        } else {
            assertThat(Failures.invalid(() -> open(uri, "db", "secrets")))
                    .hasMessageContaining("the MongoDB connection string cannot be used");
        }
    }

    @Test
    void database_thatIsGiven_winsOverTheUris() {
        try (SecretStore store = open("mongodb://a/app", "other", "project")) {
            assertThat(store.description().namespace()).isEqualTo("other.project");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canaryuser:canarypassword@host",
                "postgres://canaryuser:canarypassword@host/db",
                "MONGODB://canaryuser:canarypassword@host/db",
                "mongodb:// canaryuser:canarypassword@host/db",
                "mongodb://canaryuser:canary@password@host/db",
                "mongodb://canaryuser:canary:password@host/db",
                "mongodb://canaryuser:canarypass/word@host/db",
                "mongodb://canaryuser:27017/canary@host/db",
                "mongodb://canaryuser:27017?canary@host/db",
                "mongodb://canaryuser:canarypass?word@host/db",
                "mongodb://canaryuser:canary%password@host/db",
                "mongodb://canaryuser:canary%zz@host/db",
                "mongodb://canaryuser:canarypassword",
                "mongodb://canaryuser:canarypassword/db",
                "mongodb://canaryuser:canarypassword@",
                "mongodb://canaryuser:canarypassword@/db",
                "mongodb://:canarypassword@host/db",
                "mongodb://canaryuser:canarypassword@host:port/db",
                "mongodb://canaryuser:canarypassword@host:99999/db",
                "mongodb://canaryuser:canarypassword@ho st/db",
                "mongodb://canaryuser:canarypassword@host/d b",
                "mongodb://canaryuser:canarypassword@host/db&tls=true",
                "mongodb://canaryuser:canarypassword@host/d%20b?w=majority",
                "mongodb://canaryuser:canarypassword@host/db?authMechanism=canary",
                "mongodb://canaryuser:canarypassword@host/db?authMechanism=MONGODB-X509",
                "mongodb://canaryuser:canarypassword@host/db?readPreference=canary",
                "mongodb://canaryuser:canarypassword@host/db?w=majority&canarypassword",
                "mongodb://canaryuser:canarypassword@host/db?proxyHost=&proxyPassword=canary",
                "mongodb://canaryuser:canarypassword@host/db?directConnection=true&loadBalanced=true",
                "mongodb://canaryuser:canarypassword@a,b/db?directConnection=true",
                "mongodb+srv://canaryuser:canarypassword@a.example.com:27017/db",
                "mongodb+srv://canaryuser:canarypassword@a.example.com,b.example.com/db",
                "mongodb+srv://canaryuser:canary/password@a.example.com/db",
                "mongodb://canaryuser:canarypassword\u0000@host/db",
            })
    void connectionString_thatCannotBeUnderstood_isNotShown(String uri) {
        InvalidInputException failure = Failures.invalid(() -> open(uri, null, "secrets"));

        assertThat(failure).hasMessageStartingWith("the MongoDB connection string cannot be used: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            mongodb://u:a@b@host            | has an @ where none can be    | write @ as %40
            mongodb://u:a/b@host            | has an @ where none can be    | / as %2F
            mongodb://u:a%zz@host           | user name or password         | % as %25
            mongodb+srv://u:<db_password>@a.example.com/ | has to be filled in | without < and >
            mongodb://<user>:a@host         | has to be filled in           | without < and >
            mongodb://u:a@<host>/db         | has to be filled in           | without < and >
            mongodb://host:x                | its hosts                     | mongodb://USER:PASSWORD@HOST
            mongodb://host/?w=1&readConcernLevel=majority&readPreference=canary | its option "readPreference" |
            mysql://host                    | does not begin with mongodb:// | mongodb://USER
            mongodb://host/a%20b            | its database                  | /DATABASE
            """)
    void connectionString_thatCannotBeUnderstood_isExplained(String uri, String why, @Nullable String hint) {
        InvalidInputException failure = Failures.invalid(() -> open(uri, null, "secrets"));

        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.hint().orElse("")).contains(hint == null ? "" : hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "a/b", "a\"b"})
    void database_thatMongoDbCannotHave_isRefused(String database) {
        assertThat(Failures.invalid(() -> open("mongodb://a", database, "secrets")))
                .hasMessageContaining("MongoDB cannot have a database named");
    }

    @Test
    void collection_thatMongoDbCannotHave_isRefused() {
        assertThat(Failures.invalid(() -> open("mongodb://a", null, "")))
                .hasMessageContaining("a collection named \"\"");
    }

    @Test
    void location_ofAnotherKind_isNotAccepted() {
        assertThat(new MongoStoreProvider()
                        .accepts(new StoreLocation.LocalFile(java.nio.file.Path.of("local.db"), "secrets")))
                .isFalse();
    }

    private static SecretStore open(String uri, @Nullable String database, String collection) {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(uri, database, collection), Duration.ofSeconds(1));
    }
}
