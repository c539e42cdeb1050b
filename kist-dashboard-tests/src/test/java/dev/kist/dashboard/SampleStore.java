// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Label;
import dev.kist.NewKey;
import dev.kist.Note;
import dev.kist.Progress;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store for tests: one that is a file, or one on MongoDB; a person's Kist on it; and a team's secrets. */
final class SampleStore {
    private final Path folder;
    private final @Nullable String uri;

    private SampleStore(Path folder, @Nullable String uri) {
        this.folder = folder;
        this.uri = uri;
    }

    /** In a file of this folder. */
    static SampleStore local(Path folder) {
        return new SampleStore(folder, null);
    }

    /** A team's secrets in a file of this folder, as alice has them. */
    static Kist filled(Path folder) {
        Kist kist = local(folder).open("alice", Kist.newKey().exposeSecretKey());
        fill(kist);
        return kist;
    }

    /** In a MongoDB database. */
    static SampleStore onMongo(Path folder, String uri) {
        return new SampleStore(folder, uri);
    }

    /** A person with a key of this store. */
    Kist open(String actor, String secretKey) {
        KistOptions.Builder options = KistOptions.builder()
                .variables(Map.of(
                        "XDG_STATE_HOME", folder.resolve("state of " + actor).toString()))
                .directory(folder)
                .key(secretKey)
                .set(Setting.ACTOR, new SettingValue(actor, "the test"))
                .set(Setting.TIMEOUT, new SettingValue("5s", "the test"))
                .onWarning(warning -> {});
        return Kist.open(
                uri == null
                        ? options.localStore(folder.resolve("local.db")).build()
                        : options.mongoDbUri(uri).build());
    }

    /** Says of a secret of a local store that somebody else wrote it, as whoever can write to the file could. */
    void tamper(String name, String environment) {
        write(
                "UPDATE secrets SET document = json_set(document, '$.updated_by', 'mallory')"
                        + " WHERE key = ? AND environment = ?",
                name,
                environment);
    }

    /** Puts a document into a local store that Kist did not write. */
    void plant(String name, String environment) {
        write(
                "INSERT INTO secrets (collection, document) VALUES ('secrets', json_object('_id',"
                        + " json_object('$oid', 'aaaaaaaaaaaaaaaaaaaaaaaa'), 'key', ?, 'environment', ?, 'value', 'plain'))",
                name,
                environment);
    }

    /** Makes the document of an environment one that a later Kist wrote, with a format that this one does not know. */
    void makeNewer(String environment) {
        write(
                "UPDATE environments SET document = json_set(document, '$.format', 2) WHERE name IN (?, ?)",
                environment,
                "");
    }

    /** Removes a document of a local store, as whoever can write to the file could. */
    void erase(String name, String environment) {
        write("DELETE FROM secrets WHERE key = ? AND environment = ?", name, environment);
    }

    private void write(String sql, String name, String environment) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("local.db"));
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, name);
            update.setString(2, environment);
            if (update.executeUpdate() != 1) {
                throw new AssertionError("no such document");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Three environments as a team has them: equal, different and missing values, templates, notes, a file, history. */
    static void fill(Kist kist) {
        for (String name : List.of("development", "staging", "production")) {
            kist.environment(name).create();
        }
        Environment production = kist.environment("production");
        for (String name : List.of("development", "staging", "production")) {
            write(kist.environment(name), contents(name));
        }
        production.set(
                SecretName.parse("STRIPE_KEY"),
                SecretValue.of("sk_live_51H8xYzKq"),
                SetOptions.none().note(Note.of("Owned by payments. Rotate with them, never alone.")));
        production.delete(List.of(SecretName.parse("OLD_TOKEN")), false);
    }

    private static Map<String, String> contents(String environment) {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("DATABASE_USER", "shop");
        contents.put("DATABASE_PASSWORD", "pw-" + environment + "-8vJ2qZ");
        contents.put("DATABASE_URL", "postgres://${DATABASE_USER}:${DATABASE_PASSWORD}@${DATABASE_HOST}/shop");
        contents.put("FEATURE_FLAGS", "search,basket");
        contents.put("MAIL_FROM", "shop@example.com");
        if (environment.equals("production")) {
            contents.put("API_URL", "https://example.com");
            contents.put("LOG_LEVEL", "info");
            contents.put("STRIPE_KEY", "sk_live_old");
            contents.put("SENTRY_DSN", "https://abc@sentry.example.com/7");
            contents.put("TLS_CERTIFICATE", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
            contents.put("OLD_TOKEN", "t-1");
        } else {
            contents.put("LOG_LEVEL", "debug");
            contents.put("STRIPE_KEY", "sk_test_4eC39HqLyjWDarjtT1zdp7dc");
        }
        if (environment.equals("development")) {
            contents.put("API_URL", "http://localhost:8080");
            contents.put("DATABASE_HOST", "localhost");
            contents.put("DEBUG_TOOLBAR", "1");
        } else {
            contents.put("DATABASE_HOST", "db." + environment + ".internal");
        }
        if (environment.equals("staging")) {
            contents.put("API_URL", "https://staging.example.com");
            contents.put("SENTRY_DSN", "https://abc@sentry.example.com/8");
        }
        return contents;
    }

    /** Writes many at once: what has references is a template. */
    private static void write(Environment environment, Map<String, String> values) {
        Map<SecretName, Content> contents = new LinkedHashMap<>();
        values.forEach((name, value) -> contents.put(
                SecretName.parse(name),
                value.contains("${")
                        ? Content.template(SecretValue.of(value))
                        : Content.literal(SecretValue.of(value))));
        environment.plan(contents).apply(Progress.NONE);
    }

    /** Very many secrets. */
    static void fillMany(Kist kist, int count) {
        for (String name : List.of("development", "production")) {
            Environment environment = kist.environment(name);
            environment.create();
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                values.put(String.format("SERVICE_%04d_TOKEN", i), i % 3 == 0 ? "same-" + i : name + "-" + i);
            }
            write(environment, values);
        }
    }

    static void put(Environment environment, String name, String value) {
        environment.set(SecretName.parse(name), SecretValue.of(value), SetOptions.none());
    }

    /** Lets a new key into some environments. */
    static NewKey letIn(Kist kist, String label, String... environments) {
        NewKey key = Kist.newKey();
        for (String environment : environments) {
            kist.environment(EnvironmentName.parse(environment))
                    .members()
                    .add(key.publicHalf().publicKey(), Label.parse(label));
        }
        return key;
    }

    /** Findings as an inspection gives them. */
    static List<Finding> findings() {
        return List.of(
                Finding.good(Finding.Code.SETTING, "settings", "the store is set in .kist/config"),
                Finding.warning(
                        Finding.Code.ODD_KEY_FILE,
                        "keys",
                        "the key file can be read by its group",
                        "chmod 600 .kist/key"),
                Finding.good(Finding.Code.CONNECTION, "connection", "MongoDB answers in 3 ms"),
                Finding.unknown(Finding.Code.STORE, "server", "whether backups are encrypted cannot be seen from here"),
                Finding.error(
                        Finding.Code.FOREIGN_SECRET,
                        "production",
                        "1 document cannot be read: LEGACY_TOKEN",
                        "kist delete LEGACY_TOKEN --purge"));
    }
}
