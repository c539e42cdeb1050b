// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.testing.DocumentedJava;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/library.md} and the README show compiles, and its first lines run, here on a local store. */
final class LibraryPageTest {
    private static final DocumentedJava PAGE = DocumentedJava.of("docs/library.md");
    private static final String IMPORTS =
            """
            import dev.kist.*;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.List;
            import java.util.Map;
            import java.util.function.Supplier;
            """;
    private static final Map<String, String> SECRETS = Map.of(
            "DATABASE_URL", "jdbc:postgresql://db/shop",
            "DATABASE_PASSWORD", "first",
            "PROXY", "proxy.example.com",
            "KEY_STORE", "bytes",
            "PORT", "8080",
            "REQUEST_TIMEOUT", "30s",
            "PAYMENT_API", "https://pay.example.com");

    @TempDir
    Path folder;

    private KistOptions options = KistOptions.fromEnvironment();

    @BeforeEach
    void setUp() {
        options = KistOptions.builder()
                .variables(Map.of("HOME", folder.toString()))
                .directory(folder)
                .key(Kist.newKey().exposeSecretKey())
                .localStore(folder.resolve("local.db"))
                .build();
        try (Kist kist = Kist.open(options)) {
            Environment production = kist.environment("production");
            production.create();
            SECRETS.forEach(
                    (name, value) -> production.set(SecretName.parse(name), SecretValue.of(value), SetOptions.none()));
        }
    }

    @AfterEach
    void clear() {
        SECRETS.keySet().forEach(System::clearProperty);
    }

    @Test
    void everyBlock_isCompiledHere() {
        assertThat(PAGE.count()).isEqualTo(5);
    }

    @Test
    void firstLines_run() throws Exception {
        String block = PAGE.block("import dev.kist.Kist;");
        List<String> used = used(
                "FirstLines",
                DocumentedJava.imports(block),
                """
                implements java.util.function.BiConsumer<KistOptions, java.util.function.Consumer<String>> {
                    private java.util.function.Consumer<String> user;
                    void use(String text) { user.accept(text); }
                    @Override public void accept(KistOptions options, java.util.function.Consumer<String> user) {
                        this.user = user;
                        %s
                    }
                """
                        .formatted(onLocalStore(DocumentedJava.statements(block))));
        assertThat(used).containsExactly("proxy.example.com");
        assertThat(System.getProperty("DATABASE_URL")).isEqualTo("jdbc:postgresql://db/shop");
    }

    @Test
    void readmesLines_run() throws Exception {
        List<String> used = used(
                "ReadmesLines",
                IMPORTS,
                """
                implements java.util.function.BiConsumer<KistOptions, java.util.function.Consumer<String>> {
                    private java.util.function.Consumer<String> user;
                    void connect(String text) { user.accept(text); }
                    @Override public void accept(KistOptions options, java.util.function.Consumer<String> user) {
                        this.user = user;
                        %s
                    }
                """
                        .formatted(onLocalStore(DocumentedJava.of("README.md").block("Kist.open"))));
        assertThat(used).containsExactly("jdbc:postgresql://db/shop");
    }

    @Test
    void typedValues_areRead() throws Exception {
        List<String> used = used(
                "TypedValues",
                IMPORTS,
                """
                implements java.util.function.BiConsumer<KistOptions, java.util.function.Consumer<String>> {
                    @Override public void accept(KistOptions options, java.util.function.Consumer<String> user) {
                        try (Kist kist = Kist.open(options)) {
                            Snapshot secrets = kist.environment("production").load();
                            %s
                            user.accept(port + " " + timeout + " " + payments + " " + workers);
                        }
                    }
                """
                        .formatted(PAGE.block("getInt")));
        assertThat(used).containsExactly("8080 PT30S https://pay.example.com 4");
    }

    @Test
    void watching_tellsOfAChange() throws Exception {
        List<String> used = used(
                "Watching",
                IMPORTS,
                """
                implements java.util.function.BiConsumer<KistOptions, java.util.function.Consumer<String>> {
                    interface Pool { void setPassword(String text); }
                    @Override public void accept(KistOptions options, java.util.function.Consumer<String> user) {
                        var told = new java.util.concurrent.LinkedBlockingQueue<String>();
                        Pool pool = told::add;
                        try (Kist kist = Kist.open(options)) {
                            Environment production = kist.environment("production");
                            %s
                            user.accept(password.get());
                            production.set(SecretName.parse("DATABASE_PASSWORD"), SecretValue.of("second"), SetOptions.none());
                            user.accept(told.poll(30, java.util.concurrent.TimeUnit.SECONDS));
                            user.accept(password.get());
                            watch.close();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                """
                        .formatted(PAGE.block("production.watch")));
        assertThat(used).containsExactly("first", "second", "second");
    }

    @Test
    void whatAnEnvironmentOffers_compiles() {
        compile(
                "Offered",
                IMPORTS,
                "{ void run(Kist kist) { " + PAGE.block("Environment production = kist.environment") + " }\n");
    }

    @Test
    void optionsInCode_compile_andAreTaken() throws Exception {
        List<String> used = used(
                "Options",
                IMPORTS,
                """
                implements java.util.function.BiConsumer<KistOptions, java.util.function.Consumer<String>> {
                    @Override public void accept(KistOptions unused, java.util.function.Consumer<String> user) {
                        %s
                        user.accept(options.toString());
                    }
                """
                        .formatted(PAGE.block("KistOptions.builder()")));
        assertThat(used).singleElement().asString().contains("MONGODB_URI", "TIMEOUT");
    }

    /** The library takes a local store only where it is told to. */
    private static String onLocalStore(String statements) {
        assertThat(statements).contains("KistOptions.fromEnvironment()");
        return statements.replace("KistOptions.fromEnvironment()", "options");
    }

    private Class<?> compile(String name, String imports, String rest) {
        return DocumentedJava.compile(folder, name, imports + "public final class " + name + " " + rest + "}\n");
    }

    /** What a program hands over that is compiled and run with the options. */
    private List<String> used(String name, String imports, String rest) throws ReflectiveOperationException {
        List<String> used = new ArrayList<>();
        program(compile(name, imports, rest)).accept(options, used::add);
        return used;
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<KistOptions, Consumer<String>> program(Class<?> compiled)
            throws ReflectiveOperationException {
        return (BiConsumer<KistOptions, Consumer<String>>)
                compiled.getConstructor().newInstance();
    }
}
