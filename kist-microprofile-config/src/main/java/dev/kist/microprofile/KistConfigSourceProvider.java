// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * The source for other implementations of MicroProfile Config: Helidon, Open Liberty, Payara. A provider is not told of
 * lower sources, so that its own settings come from system properties, environment variables and {@code
 * META-INF/microprofile-config.properties}.
 */
public final class KistConfigSourceProvider implements ConfigSourceProvider {
    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        if (isSmallRye(loader)) {
            return List.of();
        }
        Properties files = files(loader);
        Function<String, Optional<String>> settings = name -> Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(SecretNames.asVariable(name).toUpperCase(Locale.ROOT))))
                .or(() -> Optional.ofNullable(files.getProperty(name)).map(text -> plain(name, text)));
        Set<String> names = new HashSet<>(System.getProperties().stringPropertyNames());
        names.addAll(files.stringPropertyNames());
        return KistConfigSource.open(settings, names, text -> text.replace("${", "\\${"))
                .<List<ConfigSource>>map(List::of)
                .orElse(List.of());
    }

    /** A reference would be resolved by the implementation, which is not asked for settings. */
    private static String plain(String name, String text) {
        if (text.contains("${")) {
            throw new InvalidInputException(
                    name + ": ${...} is not resolved in the settings of Kist",
                    "write the value, or use the environment variable "
                            + SecretNames.asVariable(name).toUpperCase(Locale.ROOT));
        }
        return text;
    }

    private static boolean isSmallRye(ClassLoader loader) {
        try {
            Class.forName("io.smallrye.config.ConfigSourceFactory", false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Properties files(ClassLoader loader) {
        Properties all = new Properties();
        try {
            List<URL> files = Collections.list(loader.getResources("META-INF/microprofile-config.properties"));
            // The first on the class path wins.
            Collections.reverse(files);
            for (URL file : files) {
                try (InputStream in = file.openStream()) {
                    all.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
