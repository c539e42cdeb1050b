// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes keys and values so that the reader of the format gets every character back.
 *
 * <p>What a format cannot hold is refused by name, never altered or left out.
 */
public final class DotenvWriter {
    private DotenvWriter() {}

    /**
     * The text of a file, in the order of the map; to be stored as UTF-8.
     *
     * @throws DotenvException naming every key that the format cannot hold, and why
     */
    public static String write(Map<String, String> values, WriteOptions options) {
        List<RefusedEntry> refusals = refusals(values, options);
        if (!refusals.isEmpty()) {
            String reasons = refusals.stream().map(RefusedEntry::toString).collect(Collectors.joining("; "));
            throw new DotenvException("", 0, reasons);
        }
        return switch (options.format()) {
            case DOTENV, SHELL, DOCKER -> lines(values, options);
            case JSON -> JsonText.object(values);
            case YAML -> YamlText.mapping(values);
            case PROPERTIES -> PropertiesText.of(values);
            case K8S_SECRET -> KubernetesSecret.manifest(options.secretName(), values);
            case GITHUB_ENV -> GithubEnv.randomly().text(values);
        };
    }

    /** The entries that the format cannot hold, in the order of the map; empty if {@link #write} will succeed. */
    public static List<RefusedEntry> refusals(Map<String, String> values, WriteOptions options) {
        List<RefusedEntry> refusals = new ArrayList<>();
        if (options.format() == ExportFormat.K8S_SECRET) {
            refusals.addAll(KubernetesSecret.refusals(options.secretName(), values));
        }
        values.forEach((key, value) -> {
            String reason = Names.refusal(key, options);
            if (reason == null && !isText(value)) {
                reason = "holds half of a surrogate pair, which UTF-8 cannot express";
            }
            if (reason == null) {
                reason = switch (options.format()) {
                    case DOTENV, SHELL, DOCKER -> spelling(key, value, options).refusal();
                    case JSON, YAML, PROPERTIES, K8S_SECRET -> null;
                    case GITHUB_ENV -> GithubEnv.refusal(value);
                };
            }
            if (reason != null) {
                refusals.add(new RefusedEntry(key, reason));
            }
        });
        return refusals;
    }

    private static String lines(Map<String, String> values, WriteOptions options) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> out.append(options.format() == ExportFormat.SHELL ? "export " : "")
                .append(key)
                .append('=')
                .append(spelling(key, value, options).text())
                .append('\n'));
        return out.toString();
    }

    private static Spelling spelling(String key, String value, WriteOptions options) {
        Target target =
                switch (options.format()) {
                    case SHELL -> Target.SHELL;
                    case DOCKER -> Target.DOCKER;
                    default -> options.target();
                };
        Spelling spelling = Spelling.of(value, target);
        if (target == Target.DOCKER && spelling.refusal() == null) {
            int bytes = (key + "=" + value).getBytes(StandardCharsets.UTF_8).length;
            return bytes > 65_535
                    ? Spelling.impossible("makes a line of 64 KiB or more, which docker does not read")
                    : spelling;
        }
        return spelling;
    }

    private static boolean isText(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
