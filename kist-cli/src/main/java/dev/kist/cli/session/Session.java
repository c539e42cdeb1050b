// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.ConflictException;
import dev.kist.Created;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.KistOptions;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.SettingValue.Origin;
import dev.kist.Settings;
import dev.kist.Sight;
import dev.kist.UntrustedException;
import dev.kist.cli.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One command's work with the library: opens it by its front door, says where one is, and asks what has to be asked before an
 * environment is created or trusted.
 */
public final class Session implements AutoCloseable {
    /** The whole wait for the store where no setting says it. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final Kist kist;
    private final Environment environment;
    private final KnownNames names;

    private Session(CommandContext context, Kist kist) {
        this.terminal = context.terminal();
        this.kist = kist;
        this.names = new KnownNames(context.variables(), context.directory(), Clock.systemUTC());
        // By its name: a terminal says where one is, and run says which environment it took, in words of their own.
        this.environment = kist.environment(kist.settings().environment());
    }

    /** Opens what the options and settings say; waits up to 5 seconds where they say nothing. */
    public static Session open(CommandContext context) {
        return open(context, context.flags());
    }

    /** Opens what these flags and the settings say. */
    public static Session open(CommandContext context, Map<Setting, SettingValue> flags) {
        return open(context, flags, options -> options);
    }

    /** Opens what these flags and the settings say, with options that one command alone has. */
    public static Session open(
            CommandContext context, Map<Setting, SettingValue> flags, UnaryOperator<KistOptions.Builder> more) {
        Session session = opened(context, flags, more);
        session.sayWhere(session.whichEnvironment(), session.isTyped(Setting.ENVIRONMENT));
        return session;
    }

    /** Opens what these flags and the settings say, for a command that is about all environments. */
    public static Session openForAll(CommandContext context, Map<Setting, SettingValue> flags) {
        Session session = opened(context, flags, options -> options);
        session.sayWhere("all environments", true);
        return session;
    }

    private static Session opened(
            CommandContext context, Map<Setting, SettingValue> flags, UnaryOperator<KistOptions.Builder> more) {
        KistOptions.Builder options =
                context.kistOptions(flags).defaultTimeout(TIMEOUT).connectAhead();
        return new Session(context, Kist.open(more.apply(options).build()));
    }

    /** What the options, variables and files say. */
    public Settings settings() {
        return kist.settings();
    }

    /** The library, opened. */
    public Kist kist() {
        return kist;
    }

    /** The environment that the settings say. */
    public Environment environment() {
        return environment;
    }

    /** Its name. */
    public EnvironmentName name() {
        return environment.name();
    }

    private String whichEnvironment() {
        return environment.name() + (kist.settings().isDefaultEnvironment() ? " (the default)" : "");
    }

    private void sayWhere(String which, boolean isTold) {
        if (terminal.canAsk() && !(isTold && isTyped(Setting.MONGODB_URI))) {
            terminal.noteOnce(which + " in " + kist.store());
        }
    }

    private boolean isTyped(Setting setting) {
        return kist.settings().find(setting).filter(Session::isOfThisRun).isPresent();
    }

    /** Whether a setting was said for this run, by an option or a variable, and is not read from a file. */
    private static boolean isOfThisRun(SettingValue value) {
        return value.origin() != Origin.FILE;
    }

    /**
     * Reads. On a terminal, an environment of which nothing is known here, or of which two files know different things, is
     * shown and asked about first. One that does not exist is left to the work: it may be about to be created.
     *
     * @throws UntrustedException if the answer is no
     */
    public <T> T read(Function<Environment, T> work) {
        if (mayAsk() && environment.isFirstSight() && environment.exists()) {
            Sight sight = environment.sight();
            if (sight.trust() == Sight.Trust.UNKNOWN) {
                trust(sight, new UntrustedException(sight));
            }
        }
        return settled(work);
    }

    /**
     * Writes; where the environment, or another one that the work needs, is not trusted, a person is asked, and then it is
     * written again.
     *
     * @throws UntrustedException if the answer is no, or nobody can be asked; nothing was written
     */
    public <T> T write(Function<Environment, T> work) {
        try {
            return settled(work);
        } catch (UntrustedException e) {
            trust(e.sight(), e);
        }
        try {
            return met(name(), work.apply(environment));
        } catch (UntrustedException e) {
            trust(e.sight(), e);
            return met(name(), work.apply(environment));
        }
    }

    /** Works; where the user's file and the project's differ, a person says which is right, and then again. */
    public <T> T settled(Function<Environment, T> work) {
        try {
            return met(name(), work.apply(environment));
        } catch (FingerprintException e) {
            if (!mayAsk() || !e.environment().equals(name())) {
                throw e;
            }
            Sight sight = environment.sight();
            if (sight.trust() != Sight.Trust.DISPUTED) {
                throw e;
            }
            trust(sight, e);
            return met(name(), work.apply(environment));
        }
    }

    /** What a command met of names in an environment, the shells may offer; gives {@code result} back. */
    public <T> T met(EnvironmentName where, T result) {
        names.note(where, result);
        return result;
    }

    /** The shells offer a secret no more, which is gone for good. */
    public void forget(SecretName secret) {
        names.forget(name(), secret);
    }

    /** The shells offer the environment no more, which is gone for good. */
    public void forget() {
        names.forget(name());
    }

    /** The names of all environments. */
    public List<EnvironmentName> environmentNames() {
        List<EnvironmentName> all = kist.environmentNames();
        names.note(all);
        return all;
    }

    /** Whether a person may be asked to trust: {@code KIST_STRICT} never asks. */
    public boolean mayAsk() {
        return terminal.canAsk() && !kist.settings().isStrict();
    }

    private void trust(Sight sight, KistException refusal) {
        if (!mayAsk()) {
            throw refusal;
        }
        terminal.lines(SightText.of(sight));
        if (!terminal.confirm(SightText.QUESTION)) {
            throw refusal;
        }
        terminal.note("trusted from now on: written to "
                + kist.environment(sight.environment()).trust(sight.fingerprint()));
    }

    /**
     * Creates the environment of the settings if it does not exist, and says so.
     *
     * @param mayBeNear whether a name that is near an existing one is meant
     */
    public void createIfMissing(boolean mayBeNear) {
        if (!environment.exists()) {
            create(mayBeNear);
        }
    }

    /**
     * The same before secrets are set. What can be found out without the environment is found before it is created.
     *
     * @throws ConflictException if a version must be current: there is none
     * @throws dev.kist.TemplateException if one of them is a template that cannot be resolved, unless that is forced
     */
    public void createIfMissing(boolean mayBeNear, Map<SecretName, SecretValue> values, SetOptions options) {
        if (environment.exists()) {
            return;
        }
        int version = options.ifVersion().orElse(0);
        Map<SecretName, Content> contents = new TreeMap<>();
        values.forEach((secret, value) -> {
            if (version > 0) {
                throw ConflictException.otherVersion(name(), secret, version, 0);
            }
            boolean isTemplate = options.reading()
                    .filter(SetOptions.Reading.TEMPLATE::equals)
                    .isPresent();
            contents.put(secret, isTemplate ? Content.template(value) : Content.literal(value));
        });
        if (!options.isForced()) {
            environment.plan(contents).broken().stream().findFirst().ifPresent(broken -> {
                throw broken;
            });
        }
        create(mayBeNear);
    }

    /**
     * Finds out what would make a value useless that a person is about to be asked for: a store that is not there, no key, an
     * environment that is not trusted, not meant or at another version. Nothing is written but trust.
     *
     * @return whether a name that is near an existing one is meant
     * @throws ConflictException if the secret is not at {@code ifVersion}
     */
    public boolean requireSettable(SecretName secret, Optional<Integer> ifVersion, boolean mayBeNear) {
        int version = ifVersion.orElse(0);
        if (!environment.exists()) {
            if (version > 0) {
                throw ConflictException.otherVersion(name(), secret, version, 0);
            }
            requireMeant(mayBeNear);
            return true;
        }
        Listing there = read(opened -> opened.list(Loading.of(secret)));
        for (Secret current : there.secrets()) {
            if (ifVersion.isPresent() && !current.isDeleted() && current.version() != version) {
                throw ConflictException.otherVersion(name(), secret, version, current.version());
            }
        }
        if (version > 0 && there.secrets().isEmpty() && there.unreadable().isEmpty()) {
            // It may be deleted.
            try {
                read(opened -> opened.history(secret));
            } catch (NotFoundException e) {
                throw ConflictException.otherVersion(name(), secret, version, 0);
            }
        }
        return mayBeNear;
    }

    /** Creates the environment of the settings and says so. */
    public Created create(boolean mayBeNear) {
        requireMeant(mayBeNear);
        Created created = environment.create();
        terminal.note("created the environment " + name() + " in " + kist.store() + "; the only key that opens it is "
                + created.member().id());
        created.trustedIn().forEach(file -> terminal.note("its fingerprint is in " + file));
        if (created.trustedIn().isEmpty() && !kist.store().isLocal()) {
            terminal.warning("its fingerprint could not be kept; set this where it is read:");
            terminal.lines(List.of("KIST_FINGERPRINT=" + created.fingerprint()));
        }
        return created;
    }

    private void requireMeant(boolean mayBeNear) {
        List<EnvironmentName> near = mayBeNear ? List.of() : environment.nearNames();
        if (near.isEmpty()) {
            return;
        }
        String found = "the environment " + name() + " does not exist, but " + near.get(0) + " does";
        String instead = environmentOption() + " " + near.get(0);
        if (!terminal.canAsk()) {
            throw new InvalidInputException(found, "say --create to create " + name() + ", or " + instead);
        }
        if (!terminal.confirm(found + ". Create " + name() + "?")) {
            throw new InvalidInputException("stopped: nothing was created", "say " + instead + " if that one is meant");
        }
    }

    /** The option that names the environment in this command. */
    private String environmentOption() {
        return kist.settings()
                .find(Setting.ENVIRONMENT)
                .filter(value -> value.origin() == Origin.ARGUMENT)
                .map(SettingValue::source)
                .filter(source -> source.startsWith("--") && !source.equals("--environment"))
                .orElse("-e");
    }

    @Override
    public void close() {
        kist.close();
    }
}
