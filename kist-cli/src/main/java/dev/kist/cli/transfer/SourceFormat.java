// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file to migrate is, as its name says; where that says nothing, as on standard input, what it holds does if it cannot be a
 * {@code .env} file, which it is taken for otherwise.
 */
enum SourceFormat {
    DOTENV(""),
    JSON("json"),
    YAML("yaml yml"),
    PROPERTIES("properties"),
    /** Formats that are not read, but that a {@code .env} reader would take something else for. */
    FOREIGN("toml ini cfg conf xml plist tfvars ps1 fish csv");

    private static final Pattern JSON_OBJECT = Pattern.compile("\\A\\uFEFF?\\s*\\{\\s*[\"}]");
    private static final Pattern KIND = Pattern.compile("(?m)^kind\\s*:");

    private final String endings;

    SourceFormat(String endings) {
        this.endings = endings;
    }

    /** By the file's name; case does not count. */
    static SourceFormat ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (SourceFormat format : values()) {
            if (name.indexOf('.') >= 0 && List.of(format.endings.split(" ")).contains(ending)) {
                return format;
            }
        }
        return DOTENV;
    }

    /**
     * By the file's name, or by what it holds.
     *
     * @throws DotenvException if it is no text
     */
    static SourceFormat of(String name, byte[] bytes) {
        SourceFormat named = ofName(name);
        if (named != DOTENV) {
            return named;
        }
        String text = DotenvFile.decode(bytes, name);
        if (JSON_OBJECT.matcher(text).find()) {
            return JSON;
        }
        return KIND.matcher(text).find() && KubernetesEntries.isManifest(text) ? YAML : DOTENV;
    }

    /**
     * The entries of a file that is no {@code .env} file; empty if it is one.
     *
     * @param binary is told of those that stand for bytes
     * @throws DotenvException if it is malformed, or of a format that is not read
     */
    Optional<List<DotenvEntry>> parse(byte[] bytes, String fileName, BinaryEntries binary) {
        return switch (this) {
            case DOTENV -> Optional.empty();
            case JSON -> Optional.of(JsonEntries.parse(bytes, fileName, binary));
            case YAML -> Optional.of(YamlEntries.parse(bytes, fileName, binary));
            case PROPERTIES -> Optional.of(PropertiesEntries.parse(bytes, fileName));
            case FOREIGN ->
                throw new DotenvException(
                        fileName, 0, "its name says a format that is not read: .env, .json, .yaml and .properties are");
        };
    }
}
