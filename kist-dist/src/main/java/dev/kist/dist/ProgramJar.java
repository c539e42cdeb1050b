// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * All jars of the program as one. A search for a class or a service that is not there opens every jar on the class path, which
 * takes a twentieth of a short command; Java checks each of them against its archive of classes, too.
 *
 * <p>Declared services are put together in the order of the class path; of classes for a certain version of Java those for
 * the oldest that Kist starts on are taken. Whatever else two jars have alike, and differently, is an error. Texts of licences
 * are left out, as {@link Licences} has put them beside the program, and so is what is for other tools.
 */
final class ProgramJar {
    /** What a launcher names. */
    static final String NAME = "kist-program.jar";

    private static final int OLDEST_JAVA = 17;
    private static final Pattern SERVICE = Pattern.compile("META-INF/services/[^/]+");
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/([0-9]{1,3})/(.+)");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(META-INF/(MANIFEST.MF|(LICENSE|NOTICE)[^/]*|(native-image|proguard)/.*|maven/.*/pom.xml)"
                    + "|(.*/)?module-info.class|.*/)");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+[.](SF|RSA|DSA|EC)");

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();

    private ProgramJar() {}

    /**
     * Puts all that the manifest of the program's jar in {@code folder} names into that jar, and removes the others.
     *
     * @param version of Kist, which the program shows
     * @param time what all entries get
     */
    static void merge(Path folder, String version, Instant time) throws IOException {
        Path program = folder.resolve(NAME);
        Manifest manifest = manifest(program);
        Attributes attributes = manifest.getMainAttributes();
        String others = attributes.remove(Attributes.Name.CLASS_PATH).toString();
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, version);

        ProgramJar merged = new ProgramJar();
        List<Path> jars = Stream.of(others.split(" ")).map(folder::resolve).toList();
        for (Path jar : jars) {
            merged.add(jar);
        }
        Path file = folder.resolve("merged");
        merged.write(file, manifest, time);
        Files.move(file, program, StandardCopyOption.REPLACE_EXISTING);
        for (Path jar : jars) {
            Files.delete(jar);
        }
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        }
    }

    private void add(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (SIGNATURE.matcher(name).matches()) {
                    throw new IOException(jar + " is signed, which it would not be any more");
                }
                if (LEFT_OUT.matcher(name).matches()) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    add(jar, name, in.readAllBytes());
                }
            }
        }
    }

    private void add(Path jar, String name, byte[] bytes) throws IOException {
        Matcher versioned = VERSIONED.matcher(name);
        if (!versioned.matches()) {
            add(jar, name, 0, bytes);
        } else if (Integer.parseInt(versioned.group(1)) <= OLDEST_JAVA) {
            add(jar, versioned.group(2), Integer.parseInt(versioned.group(1)), bytes);
        }
    }

    private void add(Path jar, String name, int java, byte[] bytes) throws IOException {
        byte[] there = entries.get(name);
        if (there == null || java > versions.getOrDefault(name, 0)) {
            entries.put(name, bytes);
            versions.put(name, java);
        } else if (SERVICE.matcher(name).matches()) {
            entries.put(name, (text(there) + "\n" + text(bytes)).getBytes(StandardCharsets.UTF_8));
        } else if (java == versions.getOrDefault(name, 0) && !Arrays.equals(there, bytes)) {
            throw new IOException(jar + " has another " + name + " than a jar before it");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private void write(Path file, Manifest manifest, Instant time) throws IOException {
        LocalDateTime all = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(entry(JarFile.MANIFEST_NAME, all));
            manifest.write(out);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                out.putNextEntry(entry(each.getKey(), all));
                out.write(each.getValue());
            }
        }
    }

    private static ZipEntry entry(String name, LocalDateTime time) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        return entry;
    }
}
