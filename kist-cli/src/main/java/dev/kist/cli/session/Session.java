package dev.kist.cli.session;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.Label;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.options.Moment;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.internal.settings.KnownEnvironments;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One command's work with the store: settings, keys, the open store, the environment. Says what could surprise. */
public final class Session implements AutoCloseable {
    /** The whole wait for MongoDB where no setting says it. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final EffectiveSettings settings;
    private final SecretStore store;
    private final Environments environments;
    private final Identities keys;

    private Session(Terminal terminal, EffectiveSettings settings, SecretStore store, Identities keys) {
        this.terminal = terminal;
        this.settings = settings;
        this.store = store;
        this.keys = keys;
        this.environments = new Environments(
                store, keys, settings.knownFingerprints(store.description().namespace()));
    }

    /** Opens the store that the options and settings say, with a timeout of 5 seconds where they say none. */
    public static Session open(CommandContext context) {
        return open(context, context.flags());
    }

    /** Opens the store that the settings say, with a timeout of 5 seconds where they say none. */
    public static Session open(CommandContext context, Map<Setting, SettingValue> flags) {
        return open(context, flags, TIMEOUT);
    }

    /** Opens the store that the settings say. */
    public static Session open(CommandContext context, Map<Setting, SettingValue> flags, Duration timeout) {
        EffectiveSettings settings = context.settings(flags);
        return open(context.terminal(), settings, settings.store(), timeout);
    }

    /** Opens {@code location}. */
    public static Session open(
            Terminal terminal, EffectiveSettings settings, StoreLocation location, Duration timeout) {
        settings.environment();
        settings.actor();
        List<String> warnings = new ArrayList<>();
        Identities keys = settings.keys(warnings).with(settings.keyServices(timeout));
        warnings.forEach(terminal::warningOnce);
        SecretStore store = SecretStoreProvider.openStore(location, settings.timeout(timeout));
        try {
            Session session = new Session(terminal, settings, store, keys);
            session.sayWhichStore();
            return session;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void sayWhichStore() {
        if (store.description().isLocal()) {
            terminal.noteOnce("using " + store.description());
        } else {
            settings.localFile()
                    .ifPresent(local -> terminal.noteOnce("using " + store.description() + " ("
                            + settings.find(Setting.MONGODB_URI).orElseThrow().source() + "), not the local store "
                            + local.file()));
        }
    }

    public EffectiveSettings settings() {
        return settings;
    }

    public SecretStore store() {
        return store;
    }

    public Identities keys() {
        return keys;
    }

    public Environments environments() {
        return environments;
    }

    public Actor actor() {
        return settings.actor();
    }

    public SecretReader reader() {
        return new SecretReader(environments);
    }

    public SecretLoader loader() {
        return new SecretLoader(environments);
    }

    /** Loads the environment as it was at {@code moment}; as it is, where none is given. */
    public SecretLoader loader(Optional<Moment> moment) {
        return moment.map(at -> history().loaderAt(at.in(store.now()))).orElseGet(this::loader);
    }

    public HistoryReader history() {
        return new HistoryReader(environments);
    }

    public SecretWriter writer() {
        return new SecretWriter(environments, actor());
    }

    public PlanWriter planWriter() {
        return new PlanWriter(environments, actor());
    }

    public KeyAdministration keyAdministration() {
        return new KeyAdministration(environments, actor());
    }

    public Rotation rotation() {
        return new Rotation(environments, actor());
    }

    /** The environment that the settings say. */
    public EnvironmentName environment() {
        return settings.environment();
    }

    /**
     * Opens the environment of the settings.
     *
     * @throws dev.kist.NotFoundException if it does not exist
     */
    public OpenEnvironment openEnvironment(Freshness freshness) {
        return welcome(environments.open(environment(), freshness));
    }

    /** Opens the environment of the settings for writing; empty if it does not exist. */
    public Optional<OpenEnvironment> findEnvironment() {
        return environments.find(environment(), Freshness.PRIMARY).map(this::welcome);
    }

    /**
     * Opens the environment of the settings for writing, and creates it if it does not exist.
     *
     * @param mayBeNear whether a name within two letters of an existing one is meant
     */
    public OpenEnvironment openOrCreateEnvironment(boolean mayBeNear) {
        return findEnvironment().orElseGet(() -> createEnvironment(mayBeNear));
    }

    /** Creates the environment of the settings and says so. */
    public OpenEnvironment createEnvironment(boolean mayBeNear) {
        EnvironmentName name = environment();
        requireMeant(name, mayBeNear);
        OpenEnvironment created = environments.create(name, new Label(actor().value()), actor());
        if (created.sealed().keys().size() == 1) {
            terminal.note("created the environment " + name + " in " + store.description()
                    + "; the only key that opens it is "
                    + created.document().keys().get(0).keyId());
        }
        if (!store.description().isLocal()) {
            remember(created);
        }
        return created;
    }

    private void requireMeant(EnvironmentName name, boolean mayBeNear) {
        List<EnvironmentName> near = mayBeNear ? List.of() : environments.namesNear(name);
        if (near.isEmpty()) {
            return;
        }
        String found = "the environment " + name + " does not exist, but " + near.get(0) + " does";
        boolean isMeant = terminal.canAsk() && terminal.confirm(found + ". Create " + name + "?");
        if (!isMeant) {
            throw new InvalidInputException(found, "say --create to create " + name);
        }
    }

    /** Deals with a fingerprint that is not known: on a terminal it is remembered, elsewhere it is warned about. */
    public OpenEnvironment welcome(OpenEnvironment environment) {
        if (environment.isKnown() || store.description().isLocal()) {
            return environment;
        }
        if (terminal.canAsk() && settings.folder().isPresent()) {
            remember(environment);
        } else {
            terminal.warning("the fingerprint of " + environment.name() + " is not known here and is taken as found: "
                    + environment.fingerprint() + "; set KIST_FINGERPRINT, or commit .kist/known_environments");
        }
        return environment;
    }

    /** Files the fingerprint that an environment has now in the place of those that were known of it here. */
    public void renewKnown(OpenEnvironment environment) {
        Optional<KnownEnvironments> file =
                settings.folder().map(folder -> new KnownEnvironments(folder.knownEnvironments()));
        String namespace = store.description().namespace();
        if (file.isPresent() && (!store.description().isLocal() || file.get().has(namespace, environment.name()))) {
            file.get().replace(namespace, environment.name(), environment.fingerprint());
            terminal.note(
                    "replaced its line in " + settings.folder().orElseThrow().knownEnvironments() + ": commit it");
        }
        settings.find(Setting.FINGERPRINT)
                .ifPresent(value -> terminal.warning("KIST_FINGERPRINT is set by " + value.source() + ": it has to be "
                        + environment.fingerprint()));
    }

    /** Removes the fingerprints of an environment that is gone, so that a new one of that name can be created. */
    public void forgetKnown(EnvironmentName name) {
        String namespace = store.description().namespace();
        settings.folder().ifPresent(folder -> {
            KnownEnvironments file = new KnownEnvironments(folder.knownEnvironments());
            if (file.has(namespace, name)) {
                file.remove(namespace, name);
                terminal.note("removed its line from " + folder.knownEnvironments() + ": commit it");
            }
        });
    }

    /** Files a fingerprint that an environment is to have, beside the one that it has. */
    public void rememberPrepared(OpenEnvironment environment, Fingerprint prepared) {
        settings.folder().ifPresent(folder -> {
            KnownEnvironments file = new KnownEnvironments(folder.knownEnvironments());
            String namespace = store.description().namespace();
            file.replace(namespace, environment.name(), environment.fingerprint());
            file.add(namespace, environment.name(), prepared);
            terminal.note("put both fingerprints into " + folder.knownEnvironments() + ": commit it");
        });
    }

    private void remember(OpenEnvironment environment) {
        String fingerprint = "the fingerprint of " + environment.name() + " is " + environment.fingerprint();
        settings.folder()
                .ifPresentOrElse(
                        folder -> {
                            new KnownEnvironments(folder.knownEnvironments())
                                    .add(
                                            store.description().namespace(),
                                            environment.name(),
                                            environment.fingerprint());
                            terminal.note(
                                    fingerprint + ": added to " + folder.knownEnvironments() + ", to be committed");
                        },
                        () -> terminal.note(fingerprint + ": set KIST_FINGERPRINT to it where it is read"));
    }

    @Override
    public void close() {
        store.close();
    }
}
