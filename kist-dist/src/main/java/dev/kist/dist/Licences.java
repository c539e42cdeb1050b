// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The licences of the parts: what each jar carries with it, and for those that carry nothing what the file {@code index} in
 * {@code src/main/licences} says. A jar that is in neither is an error. The runtime's own are in its folder {@code legal}.
 */
final class Licences {
    private static final String OWN = "kist-";
    private static final String APACHE = "Apache-2.0";

    private Licences() {}

    /** Puts them into {@code folder}, with a list of the parts. */
    static void collect(List<Path> jars, Path texts, Path folder) throws IOException {
        Map<String, String> index;
        try (Stream<String> lines = Files.lines(texts.resolve("index"))) {
            index = lines.map(line -> line.split(" ", 2)).collect(Collectors.toMap(line -> line[0], line -> line[1]));
        }
        Files.createDirectories(folder);
        List<String> list = new ArrayList<>(List.of("What Kist is made of, and under which licence each part is.", ""));
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            String part = name.replaceFirst("-[0-9].*|[.]jar$", "");
            String indexed = index.get(part);
            if (part.startsWith(OWN) && indexed == null) {
                continue;
            }
            List<String> files = new ArrayList<>(unpack(jar, part, folder));
            if (indexed != null && !indexed.equals(APACHE)) {
                Files.copy(texts.resolve(indexed), folder.resolve(indexed), StandardCopyOption.REPLACE_EXISTING);
                files.add(indexed);
            }
            if (files.isEmpty() && indexed == null) {
                throw new IOException("no licence for " + name + ": name it in " + texts.resolve("index"));
            }
            list.add(name + ": " + (files.isEmpty() ? APACHE + ", in ../LICENSE" : String.join(", ", files)));
        }
        Files.write(folder.resolve("PARTS"), list);
    }

    private static List<String> unpack(Path jar, String part, Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                String upper = file.toUpperCase(Locale.ROOT);
                boolean isText = entry.getName().startsWith("META-INF/")
                        && (upper.startsWith("LICENSE") || upper.startsWith("NOTICE"));
                if (isText) {
                    Files.copy(zip.getInputStream(entry), folder.resolve(part + "-" + file));
                    files.add(part + "-" + file);
                }
            }
        }
        return files;
    }
}
