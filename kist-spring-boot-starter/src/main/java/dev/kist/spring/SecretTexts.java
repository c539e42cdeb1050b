// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Tells whether what is about to be shown comes from a secret: the property itself, one that refers to it by a placeholder, a
 * part of what was bound from one, or any text that holds a secret of four characters or more. Rather too often than too seldom.
 */
final class SecretTexts {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}:]+)");
    private static final int MOST_LEVELS = 8;
    private static final int SHORTEST_PART = 4;

    /** Kist's own settings that are secret, or may hold a password; without what relaxed names differ in. */
    private static final Set<String> SETTINGS = Set.of("kistkey", "kistmongodburi");

    /** Shorter ones are masked in a text only where they stand alone: words in the names of classes are none of them. */
    private static final int SHORTEST_WITHIN_A_WORD = 8;

    private static final String MASK = "(secret)";
    private static final Pattern QUOTED =
            Pattern.compile("(?<=')[^']+(?=')|(?<=\")[^\"]+(?=\")|(?<=\\[)[^\\[\\]]+(?=\\])");

    private final ConfigurableEnvironment application;
    private final List<KistPropertySource> notYetInIt;
    private final Supplier<@Nullable BoundConfigurationProperties> bound;

    /** Knows nothing of what was bound, but sources that were read and may not be among the application's yet. */
    SecretTexts(ConfigurableEnvironment application, List<KistPropertySource> read) {
        this.application = application;
        this.notYetInIt = read;
        this.bound = () -> null;
    }

    /** Knows what each property was bound from. */
    SecretTexts(ConfigurableEnvironment application, Supplier<@Nullable BoundConfigurationProperties> bound) {
        this.application = application;
        this.notYetInIt = List.of();
        this.bound = bound;
    }

    /** Those of an application whose start failed; without an environment, of the one that this thread starts. */
    static @Nullable SecretTexts ofFailed(@Nullable Environment application) {
        return application instanceof ConfigurableEnvironment configurable
                ? new SecretTexts(configurable, List.of())
                : StartingApplication.secrets();
    }

    /** Whether the value of {@code property} in {@code source} shows a secret. */
    boolean areShownBy(@Nullable PropertySource<?> source, String property, @Nullable Object value) {
        return source instanceof KistPropertySource
                || SETTINGS.contains(property.toLowerCase(Locale.ROOT).replaceAll("[._-]", ""))
                || (source != null && refersToSecret(source.getProperty(property), 0))
                || isBoundFromSecret(property)
                || areIn(value);
    }

    /**
     * Whether the property, or one that it is a part of, was bound from a secret: an element of a list, a number or a
     * duration shows nothing of the secret's text any more.
     */
    private boolean isBoundFromSecret(String property) {
        BoundConfigurationProperties all = bound.get();
        if (all == null) {
            return false;
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        while (!name.isEmpty()) {
            ConfigurationProperty from = all.get(name);
            if (from != null && (isOfKist(from.getSource()) || refersToSecret(from.getValue(), 0))) {
                return true;
            }
            name = name.getParent();
        }
        return false;
    }

    private static boolean isOfKist(@Nullable ConfigurationPropertySource source) {
        return source != null && source.getUnderlyingSource() instanceof KistPropertySource;
    }

    /** Whether a text holds a secret. */
    boolean areIn(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        for (String secret : texts()) {
            if (secret.length() >= SHORTEST_PART ? text.contains(secret) : text.equals(secret)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a property that was to be bound shows one: a short text that is the same by chance does not. */
    boolean areIn(ConfigurationProperty property) {
        Object source =
                property.getSource() == null ? null : property.getSource().getUnderlyingSource();
        Object value = property.getValue();
        return property.getOrigin() instanceof SecretOrigin
                || source instanceof KistPropertySource
                || SETTINGS.contains(property.getName().toString().replaceAll("[._-]", ""))
                || refersToSecret(value, 0)
                || (value != null && value.toString().length() >= SHORTEST_PART && areIn(value));
    }

    /** Whether secrets fill the property of that name, or any below it. */
    boolean areUnder(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source :
                ConfigurationPropertySources.from(List.<PropertySource<?>>copyOf(sources()))) {
            if (source.getConfigurationProperty(name) != null
                    || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    /**
     * A text with a mask in place of each secret, and of a quoted part of one.
     *
     * @param withShort whether secrets of less than four characters are masked, too, where they stand in quotes
     */
    String masked(String text, boolean withShort) {
        List<String> longestFirst = texts().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        String masked = text;
        for (String secret : longestFirst) {
            if (secret.length() >= SHORTEST_WITHIN_A_WORD) {
                masked = masked.replace(secret, MASK);
            } else if (secret.length() >= SHORTEST_PART && masked.contains(secret)) {
                masked = Pattern.compile("(?<![\\w-])(?<!\\w\\.)" + Pattern.quote(secret) + "(?![\\w-])(?!\\.\\w)")
                        .matcher(masked)
                        .replaceAll(Matcher.quoteReplacement(MASK));
            }
        }
        return QUOTED.matcher(masked).replaceAll(found -> {
            String quoted = found.group();
            boolean isPart = longestFirst.stream()
                    .anyMatch(secret -> quoted.length() >= SHORTEST_PART
                            ? secret.contains(quoted)
                            : withShort && secret.equals(quoted));
            return Matcher.quoteReplacement(isPart ? MASK : quoted);
        });
    }

    /** What may be logged of a failure: where it was, with masked messages. */
    Throwable withoutThem(Throwable failure) {
        Throwable cause = failure.getCause();
        IllegalStateException silent =
                new IllegalStateException(masked(failure.toString(), true), cause == null ? null : withoutThem(cause));
        silent.setStackTrace(failure.getStackTrace());
        return silent;
    }

    private List<KistPropertySource> sources() {
        List<KistPropertySource> sources = new ArrayList<>(KistPropertySource.of(application));
        sources.addAll(notYetInIt);
        return sources;
    }

    private List<String> texts() {
        return sources().stream()
                .flatMap(source -> source.secrets().texts().stream())
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .toList();
    }

    private boolean refersToSecret(@Nullable Object raw, int level) {
        if (raw == null || level == MOST_LEVELS) {
            return false;
        }
        Matcher references = REFERENCE.matcher(raw.toString());
        while (references.find()) {
            String name = references.group(1).strip();
            for (PropertySource<?> source : application.getPropertySources()) {
                if (source.containsProperty(name)
                        && (source instanceof KistPropertySource
                                || refersToSecret(source.getProperty(name), level + 1))) {
                    return true;
                }
            }
        }
        return false;
    }
}
