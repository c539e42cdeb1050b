package dev.kist.memory;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.NewKey;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Kist as a program opens it, on a store in memory of a test's own. */
public final class InMemoryKist {
    private final Path home;
    private final String store;
    private final NewKey key;

    private InMemoryKist(Path home, String store, NewKey key) {
        this.home = home;
        this.store = store;
        this.key = key;
    }

    /** With a new key and an empty store; {@code home} is an empty folder. */
    public static InMemoryKist in(Path home) {
        return new InMemoryKist(home, UUID.randomUUID().toString(), Kist.newKey());
    }

    /** The same key with another store. */
    public InMemoryKist withAnotherStore() {
        return new InMemoryKist(home, UUID.randomUUID().toString(), key);
    }

    /** Another key with the same store. */
    public InMemoryKist withAnotherKey() {
        return new InMemoryKist(home, store, Kist.newKey());
    }

    /** What the store holds. */
    public InMemoryDocuments documents() {
        return InMemoryStoreProvider.documents(store);
    }

    /** The options for the local store. */
    public KistOptions.Builder options() {
        return settings().localStore(InMemoryStoreProvider.file(store));
    }

    /** The options for a store that others share. */
    public KistOptions.Builder sharedOptions() {
        return settings().mongoDbUri(InMemoryStoreProvider.uri(store));
    }

    private KistOptions.Builder settings() {
        return KistOptions.builder()
                .variables(Map.of("HOME", home.toString(), "KIST_ACTOR", "alice"))
                .directory(home)
                .key(key.exposeSecretKey());
    }

    /** Opens it. */
    public Kist open() {
        return Kist.open(options().build());
    }

    /** An environment of this name, which is made. */
    public static Environment made(Kist kist, String name) {
        Environment environment = kist.environment(name);
        environment.create();
        return environment;
    }

    /** Sets a text. */
    public static Written set(Environment environment, String name, String value) {
        return environment.set(name(name), SecretValue.of(value), SetOptions.none());
    }

    /** Sets a template. */
    public static Written setTemplate(Environment environment, String name, String value) {
        return environment.set(
                name(name), SecretValue.of(value), SetOptions.none().reading(SetOptions.Reading.TEMPLATE));
    }

    /** A name. */
    public static SecretName name(String name) {
        return SecretName.parse(name);
    }

    /** Names. */
    public static List<SecretName> names(String... names) {
        return Arrays.stream(names).map(SecretName::parse).toList();
    }
}
