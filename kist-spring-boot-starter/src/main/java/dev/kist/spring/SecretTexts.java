// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

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
import org.springframework.core.env.ConfigurableEnvironment;
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

    private final ConfigurableEnvironment application;
    private final Supplier<@Nullable BoundConfigurationProperties> bound;

    /** Knows nothing of what was bound. */
    SecretTexts(ConfigurableEnvironment application) {
        this(application, () -> null);
    }

    /** Knows what each property was bound from. */
    SecretTexts(ConfigurableEnvironment application, Supplier<@Nullable BoundConfigurationProperties> bound) {
        this.application = application;
        this.bound = bound;
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
        for (KistPropertySource source : KistPropertySource.of(application)) {
            for (String secret : source.secrets().texts()) {
                boolean isHeld = secret.length() >= SHORTEST_PART ? text.contains(secret) : text.equals(secret);
                if (isHeld && !secret.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
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
