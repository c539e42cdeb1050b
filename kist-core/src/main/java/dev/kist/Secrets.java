package dev.kist;

import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretLoader.Unreadable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets of one environment. Thread-safe; usable until its {@link Kist} is closed. */
public final class Secrets {
    private static final System.Logger LOGGER = System.getLogger("dev.kist");
    private static final Map<String, Boolean> TOLD = new ConcurrentHashMap<>();

    private final SecretLoader loader;
    private final EnvironmentName environment;
    private final boolean isLocal;

    Secrets(SecretLoader loader, EnvironmentName environment, boolean isLocal) {
        this.loader = loader;
        this.environment = environment;
        this.isLocal = isLocal;
    }

    /** The environment's name. */
    public String environment() {
        return environment.value();
    }

    /**
     * Reads and decrypts all secrets that apply in the environment, those of its parents included, templates resolved. One
     * moment's state; nothing is kept in step afterwards.
     *
     * @return an immutable snapshot, which does not need the connection any more
     * @throws KistException if the environment does not exist, no key at hand opens it, its fingerprint is another, the
     *     store cannot be reached in time, or any secret is not authentic; nothing is left out silently
     */
    public Snapshot load() {
        LoadedSecrets loaded = loader.load(environment, Unreadable.FAIL);
        OpenEnvironment open = loaded.environment();
        if (!open.isKnown() && !isLocal && TOLD.putIfAbsent(environment + " " + open.fingerprint(), true) == null) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the fingerprint of " + environment + " is not known here and is taken as found: "
                            + open.fingerprint() + "; set KIST_FINGERPRINT, or commit .kist/known_environments");
        }
        SortedMap<String, String> values = new TreeMap<>();
        loaded.values().forEach((name, value) -> values.put(name.value(), value.text()));
        return new Snapshot(environment.value(), values);
    }

    @Override
    public String toString() {
        return "Secrets[" + environment + "]";
    }
}
