package dev.kist;

import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.settings.Settings;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The secrets of a team, for a Java program's first lines:
 *
 * <pre>{@code
 * try (Kist kist = Kist.open(KistOptions.fromEnvironment())) {
 *     Snapshot secrets = kist.secrets("production").load();
 *     connect(secrets.get("DATABASE_URL"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Closing it closes the connection to the store; snapshots stay usable. Needs {@code kist-mongodb} on the
 * class path, or {@code kist-sqlite} for the local store. What is odd but accepted (a key file that others can read, an
 * environment or a fingerprint that nothing sets) goes to the {@link System.Logger} {@code dev.kist}, without values.
 */
public final class Kist implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final System.Logger LOGGER = System.getLogger("dev.kist");

    private final SecretStore store;
    private final SecretLoader loader;
    private final EnvironmentName environment;
    private final boolean isDefaultEnvironment;

    private Kist(SecretStore store, SecretLoader loader, Settings settings) {
        this.store = store;
        this.loader = loader;
        this.environment = settings.environment();
        this.isDefaultEnvironment = settings.isDefaultEnvironment();
    }

    /**
     * Opens the store that the options say. Nothing is sent to a server yet.
     *
     * @throws KistException if the settings are wrong: no store, a malformed connection string, a mistyped key
     */
    public static Kist open(KistOptions options) {
        Settings settings = Settings.read(options.settings(), options.variables(), options.directory());
        List<String> warnings = new ArrayList<>(settings.warnings());
        StoreLocation location = options.isLocalStoreAllowed()
                ? settings.store()
                : settings.mongoDb()
                        .orElseThrow(() -> new InvalidInputException(
                                "no store is set: KIST_MONGODB_URI is not set",
                                "set it; the local store is used only with KistOptions.allowLocalStore()"));
        var keys = settings.keys(warnings).with(settings.keyServices(TIMEOUT));
        SecretStore store = SecretStoreProvider.openStore(location, settings.timeout(TIMEOUT));
        try {
            var known = settings.knownFingerprints(store.description().namespace());
            warnings.forEach(warning -> LOGGER.log(System.Logger.Level.WARNING, warning));
            return new Kist(store, new SecretLoader(new Environments(store, keys, known)), settings);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The secrets of the environment that the settings say; {@code development} where they say none, which is logged. */
    public Secrets secrets() {
        if (isDefaultEnvironment) {
            LOGGER.log(System.Logger.Level.WARNING, "KIST_ENVIRONMENT is not set: using " + environment);
        }
        return new Secrets(loader, environment, store.description().isLocal());
    }

    /**
     * The secrets of an environment.
     *
     * @throws InvalidInputException if {@code environment} cannot be the name of one
     */
    public Secrets secrets(String environment) {
        return new Secrets(
                loader, EnvironmentName.parse(environment), store.description().isLocal());
    }

    /** Closes the connection to the store. */
    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return "Kist[" + store.description() + "]";
    }
}
