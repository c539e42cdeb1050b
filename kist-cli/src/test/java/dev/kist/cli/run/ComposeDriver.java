// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonStreamParser;
import dev.kist.cli.KistProcess;
import dev.kist.testing.ProcessRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a provider as Docker Compose 5.5 does ({@code runPlugin} in its {@code pkg/compose/plugins.go}): asks for its metadata,
 * hands the options over in any order, reads messages up to the first error or the end, and throws error output away.
 */
final class ComposeDriver {
    private final KistProcess provider;

    ComposeDriver(KistProcess provider) {
        this.provider = provider;
    }

    /**
     * What came of it.
     *
     * @param variables what a service that depends on this one gets
     * @param infos what is shown beside the service
     * @param failure why the service did not start
     */
    record Outcome(Map<String, String> variables, List<String> infos, List<String> debugs, Optional<String> failure) {}

    Outcome run(String command, String service, Map<String, List<String>> options) {
        assertThat(hasMetadata()).isFalse();
        List<String> arguments = new ArrayList<>(List.of("compose", "--project-name=shop", command));
        options.forEach((name, values) -> values.forEach(value -> arguments.add("--" + name + "=" + value)));
        arguments.add(service);
        ProcessRun process = provider.run(arguments.toArray(String[]::new));
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> infos = new ArrayList<>();
        List<String> debugs = new ArrayList<>();
        JsonStreamParser messages = new JsonStreamParser(process.out());
        while (messages.hasNext()) {
            JsonObject message = messages.next().getAsJsonObject();
            String text = message.get("message").getAsString();
            int separator = text.indexOf('=');
            switch (message.get("type").getAsString()) {
                case "error" -> {
                    assertThat(process.exitCode()).isNotZero();
                    return new Outcome(Map.of(), infos, debugs, Optional.of(text));
                }
                case "info" -> infos.add(text);
                case "debug" -> debugs.add(text);
                case "setenv" ->
                    variables.put(
                            service.toUpperCase(Locale.ROOT) + "_" + text.substring(0, separator),
                            text.substring(separator + 1));
                case "rawsetenv" -> variables.put(text.substring(0, separator), text.substring(separator + 1));
                default -> throw new AssertionError("invalid response from plugin: " + message);
            }
        }
        Optional<String> failure = process.exitCode() == 0
                ? Optional.empty()
                : Optional.of("failed to create service provider: exit status " + process.exitCode());
        return new Outcome(variables, infos, debugs, failure);
    }

    /** Where there is any, Compose drops the options that it does not name. */
    private boolean hasMetadata() {
        ProcessRun process = provider.run("compose", "metadata");
        return process.exitCode() == 0
                && !JsonParser.parseString(process.out()).getAsJsonObject().isEmpty();
    }
}
