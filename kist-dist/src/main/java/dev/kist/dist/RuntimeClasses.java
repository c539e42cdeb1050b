// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of a Java runtime, and those of the program, which this has on its class path, too. */
final class RuntimeClasses implements AutoCloseable {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int INVOKE_DYNAMIC = 18;

    /** Class, Fieldref, Methodref and InterfaceMethodref. */
    private static final Set<Integer> REFERENCES = Set.of(7, 9, 10, 11);

    /** How many bytes each kind of constant has after its tag, as the JVM's specification numbers them (4.4). */
    private static final int[] SIZES = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private final FileSystem files;
    private final Map<String, Constants> read = new HashMap<>();

    private RuntimeClasses(FileSystem files) {
        this.files = files;
    }

    /** Those of the runtime in {@code java}. */
    static RuntimeClasses of(Path java) throws IOException {
        return new RuntimeClasses(FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", java.toAbsolutePath().toString())));
    }

    /**
     * The constants of a class that can be resolved ahead of time, by their numbers.
     *
     * @param references to classes, fields and methods
     * @param callSites what call sites are made from
     */
    record Constants(Set<Integer> references, Set<Integer> callSites) {}

    /** The constants of a class; none if there is no such class. */
    Constants constants(String name) throws IOException {
        Constants known = read.get(name);
        if (known == null) {
            try (InputStream in = open(name)) {
                known = in == null ? new Constants(Set.of(), Set.of()) : constants(new DataInputStream(in));
            }
            read.put(name, known);
        }
        return known;
    }

    private @Nullable InputStream open(String name) throws IOException {
        String folder = name.substring(0, Math.max(0, name.lastIndexOf('/'))).replace('/', '.');
        Path modules = files.getPath("/packages", folder);
        if (!folder.isEmpty() && Files.isDirectory(modules)) {
            try (Stream<Path> all = Files.list(modules)) {
                for (Path module : all.toList()) {
                    Path file = files.getPath("/modules", module.getFileName().toString(), name + ".class");
                    if (Files.exists(file)) {
                        return new BufferedInputStream(Files.newInputStream(file));
                    }
                }
            }
        }
        InputStream in = RuntimeClasses.class.getClassLoader().getResourceAsStream(name + ".class");
        return in == null ? null : new BufferedInputStream(in);
    }

    private static Constants constants(DataInputStream in) throws IOException {
        Constants found = new Constants(new TreeSet<>(), new TreeSet<>());
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            if (tag == INVOKE_DYNAMIC) {
                found.callSites().add(index);
            } else if (REFERENCES.contains(tag)) {
                found.references().add(index);
            }
            in.skipNBytes(tag == UTF8 ? in.readUnsignedShort() : SIZES[tag]);
            if (tag == LONG || tag == DOUBLE) {
                index++;
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
