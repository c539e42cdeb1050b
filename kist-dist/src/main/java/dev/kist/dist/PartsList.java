// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The list of parts in the form of CycloneDX. The build makes it of the jars; a Java runtime is one part more. */
final class PartsList {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private PartsList() {}

    /** Adds {@code runtime}, which is in the same archive, to the list in {@code file}. */
    static void addRuntime(Path file, JavaHome runtime) throws IOException {
        JsonObject list = GSON.fromJson(Files.readString(file), JsonObject.class);
        String reference = "pkg:generic/openjdk@" + runtime.version();
        Map<String, Object> part = Map.of(
                "type",
                "framework",
                "bom-ref",
                reference,
                "name",
                "openjdk",
                "version",
                runtime.version(),
                "licenses",
                List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")),
                "purl",
                reference);
        list.getAsJsonArray("components").add(GSON.toJsonTree(new TreeMap<>(part)));
        Files.writeString(file, GSON.toJson(list) + "\n");
    }
}
