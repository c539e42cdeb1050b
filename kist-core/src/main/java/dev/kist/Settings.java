package dev.kist;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, resolved: what was said in code or by a flag, then environment variable, then {@code config.local},
 * {@code config.ENVIRONMENT} and {@code config} of the nearest {@code .kist}, then default. An empty value counts as not set.
 */
public interface Settings {
    /** What a setting was set to, and where; empty if nowhere. */
    Optional<SettingValue> find(Setting setting);

    /** The nearest {@code .kist} folder. */
    Optional<KistFolder> folder();

    /** What is odd about the settings, a sentence each; no values. */
    List<String> warnings();

    /**
     * What is wrong with the values of the settings, an exception each, which opening would throw; none where all is well.
     */
    List<InvalidInputException> faults();

    /** The user's own file of trusted fingerprints, whether it is there or not; empty where there is no home. */
    Optional<Path> trustedFile();

    /**
     * The environment.
     *
     * @throws InvalidInputException if what is set cannot be the name of one
     */
    EnvironmentName environment();

    /** Whether nothing sets the environment. */
    boolean isDefaultEnvironment();

    /** The local store, if there is one in the nearest {@code .kist}; it is used where no MongoDB is set. */
    Optional<Path> localStore();

    /** The default place of the user's own key, whether it is there or not. */
    Path userKeyFile();

    /** Where keys are looked for by default, whether they are there or not. */
    List<Path> defaultKeyFiles();

    /**
     * The public halves of the keys at hand. {@code KIST_KEY_COMMAND} is run where there is no other one.
     *
     * @throws InvalidInputException if a key is mistyped or cut, or a key file is refused
     */
    List<KeyAtHand> keys();

    /** How long to wait for the store as a whole. */
    Duration timeout();

    /**
     * The environment variables of Kist's own that hold a key, a password or a command that gives one: not to be handed to a
     * program that is started with the secrets.
     */
    Set<String> secretVariables();
}
