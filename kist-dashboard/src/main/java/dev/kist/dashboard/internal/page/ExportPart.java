// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.DangerousNames;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Snapshot;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.Target;
import dev.kist.dotenv.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that applies in an environment as a file of some format, to be saved or copied. */
public final class ExportPart {
    private final Workspace workspace;

    ExportPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A format to choose. */
    public record Format(String word, String text) {}

    /** The words of the formats that a shell, a container or a runner makes variables of, with spaces between. */
    public static String becomingVariables() {
        return Arrays.stream(ExportFormat.values())
                .filter(ExportFormat::becomesVariables)
                .map(ExportFormat::word)
                .collect(Collectors.joining(" "));
    }

    /** The question which environment and which format. */
    public record View(List<EnvironmentName> environments, String chosen, List<Format> formats, List<Target> targets) {}

    Response form(Request request) {
        String chosen = request.find("environment").orElse(workspace.usual().value());
        return workspace.render("export", new View(workspace.readable(), chosen, formats(), List.of(Target.values())));
    }

    private static List<Format> formats() {
        return List.of(
                new Format("dotenv", ".env file"),
                new Format("json", "JSON"),
                new Format("yaml", "YAML"),
                new Format("shell", "Shell (export NAME='…')"),
                new Format("docker", "docker run --env-file"),
                new Format("properties", "Java properties"),
                new Format("k8s-secret", "Kubernetes Secret"),
                new Format("github-env", "GitHub Actions (GITHUB_ENV)"));
    }

    /** The file. */
    Response write(Request request) {
        ExportFormat format = ExportFormat.ofWord(request.require("format"))
                .orElseThrow(() -> new InvalidInputException("there is no such format", null));
        Target target = Target.ofWord(request.find("target").orElse("portable")).orElse(Target.PORTABLE);
        Snapshot snapshot = workspace.environment(request).load();
        Map<String, String> values = new LinkedHashMap<>();
        snapshot.secrets().forEach((name, loaded) -> {
            if (!loaded.value().isBinary()) {
                values.put(name.value(), loaded.value().text());
            }
        });
        if (format.becomesVariables() && !request.isTicked("dangerous")) {
            DangerousNames.refuse(
                    values.keySet(),
                    "what reads them",
                    "tick the box below to write them all the same; JSON is for programs that take them as data");
        }
        WriteOptions options = WriteOptions.of(format)
                .withTarget(target)
                .withSecretName(snapshot.environment().value());
        try {
            byte[] text = DotenvWriter.write(values, options).getBytes(StandardCharsets.UTF_8);
            return Response.of(200, "text/plain; charset=utf-8", text)
                    .header("Kist-File", fileName(snapshot.environment(), format))
                    .header("Kist-Left-Out", Integer.toString(snapshot.secrets().size() - values.size()));
        } catch (DotenvException e) {
            throw new InvalidInputException(
                    "this format cannot hold " + e.why(), "choose another format, such as JSON");
        }
    }

    private static String fileName(EnvironmentName environment, ExportFormat format) {
        return switch (format) {
            case DOTENV, DOCKER, GITHUB_ENV -> environment + ".env";
            case SHELL -> environment + ".sh";
            case JSON -> environment + ".json";
            case YAML, K8S_SECRET -> environment + ".yaml";
            case PROPERTIES -> environment + ".properties";
        };
    }
}
