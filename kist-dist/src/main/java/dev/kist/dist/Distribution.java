// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes the archives that people unpack, from what the build has put into {@code target/app}: one that needs a Java of the
 * user's, for any system, and one for the system of the build with a Java runtime and an archive of classes in it; and from
 * the second the packages for Debian and for Fedora. That one needs a JDK 25; without one it is left out, and a line says so.
 * Where it is asked for, the same is made of a {@link ForeignRuntime}.
 */
final class Distribution {
    /** Three, as the archive is to be the same each time; where Kist is emulated, they take their time. */
    private static final int ROUNDS = 3;

    private static final String NATIVE = "org/sqlite/native/";

    private final Path module;
    private final Path target;
    private final String version;
    private final Instant time;
    private final List<Path> made = new ArrayList<>();

    private Distribution(Path module, String version, Instant time) {
        this.module = module;
        this.target = module.resolve("target");
        this.version = version;
        this.time = time;
    }

    /**
     * Makes them in the module's {@code target}.
     *
     * @param arguments the folder of the module, the version, the time that all files get
     */
    public static void main(String[] arguments) throws IOException {
        new Distribution(Path.of(arguments[0]), arguments[1], Instant.parse(arguments[2])).make();
    }

    private void make() throws IOException {
        if (!Files.exists(partsList())) {
            System.err.println("kist-dist: no list of parts in the archives: Maven makes none where it is offline");
        }
        Path stage = target.resolve("dist");
        delete(stage);
        Path any = stage.resolve("any").resolve("kist-" + version);
        common(any, Platform.ANY);
        Files.copy(module.resolve("src/main/launcher/kist.cmd"), any.resolve("bin/kist.cmd"));
        copy(target.resolve("app/lib/native"), any.resolve("lib/native"));
        ProgramJar.merge(any.resolve("lib"), version, time);
        finish(any);
        Archives.tarGz(any, archive("kist-" + version + "-any.tar.gz"), time);
        Archives.zip(any, archive("kist-" + version + "-any.zip"), time);

        Optional<JavaHome> jdk = JavaHome.forRuntime();
        Platform platform = Platform.ofBuild();
        if (jdk.isEmpty() || !platform.isLinux()) {
            System.err.println("kist-dist: no archive with a Java runtime: needs Linux and a JDK 25, here or in "
                    + JavaHome.VARIABLE);
        } else {
            withRuntime(stage, platform, jdk.get(), Optional.empty());
            Optional<ForeignRuntime> foreign = ForeignRuntime.named();
            if (foreign.isPresent()) {
                withRuntime(stage, foreign.get().platform(), jdk.get(), foreign);
            }
        }
        List<String> sums = new ArrayList<>();
        for (Path each : made) {
            sums.add(Archives.sha256(each) + "  " + each.getFileName());
        }
        Files.write(target.resolve("SHA256SUMS"), sums);
    }

    private void withRuntime(Path stage, Platform platform, JavaHome jdk, Optional<ForeignRuntime> foreign)
            throws IOException {
        // Always the same path: packages are made from it, too.
        Path folder = stage.resolve(platform.name()).resolve("kist-" + version);
        common(folder, platform);
        copy(
                target.resolve("app/lib/native").resolve(platform.nativeFolder()),
                folder.resolve("lib/native").resolve(platform.nativeFolder()));
        // Jars that describe a module would have jdeps look for the modules that they require.
        ProgramJar.merge(folder.resolve("lib"), version, time);
        Path runtime = folder.resolve("runtime");
        if (foreign.isPresent()) {
            copy(foreign.get().java().folder(), runtime);
            RuntimeImage.adopt(jdk, jars(folder), JavaHome.at(runtime));
        } else {
            RuntimeImage.link(jdk, jars(folder), runtime);
        }
        if (Files.exists(partsList())) {
            PartsList.addRuntime(folder.resolve("licences/bom.json"), JavaHome.at(runtime));
        }
        finish(folder);
        Path runs = folder;
        if (foreign.isPresent()) {
            runs = stage.resolve("emulated");
            foreign.get().standIn(folder, runs);
        }
        ClassArchive.make(
                folder.resolve("bin/kist"),
                runs,
                JavaHome.at(runs.resolve("runtime")),
                folder.resolve("lib/kist.jsa"),
                ROUNDS);
        finish(folder);
        Archives.tarGz(folder, archive("kist-" + version + "-" + platform.name() + ".tar.gz"), time);
        DebianPackage.write(
                folder,
                module.resolve("src/main/deb"),
                archive(DebianPackage.name(version, platform)),
                version,
                platform,
                time);
        RpmPackage.write(folder, archive(RpmPackage.name(version, platform)), version, platform, time);
    }

    private Path partsList() {
        return target.resolve("bom.json");
    }

    private Path archive(String name) {
        Path file = target.resolve(name);
        made.add(file);
        return file;
    }

    /** What all archives hold. */
    private void common(Path folder, Platform platform) throws IOException {
        Path root = module.resolveSibling("");
        Files.createDirectories(folder.resolve("bin"));
        copy(module.resolve("src/main/launcher/kist"), folder.resolve("bin/kist"));
        copy(target.resolve("app/lib"), folder.resolve("lib"));
        delete(folder.resolve("lib/native"));
        copy(module.resolve("src/main/launcher/java.sh"), folder.resolve("lib/java.sh"));
        for (Path jar : jars(folder)) {
            withoutNativeLibraries(jar, platform);
        }
        copy(root.resolve("LICENSE"), folder.resolve("LICENSE"));
        CommandTexts.write(folder.resolve("share"), version);
        Licences.collect(jars(folder), module.resolve("src/main/licences"), folder.resolve("licences"));
        if (Files.exists(partsList())) {
            copy(partsList(), folder.resolve("licences/bom.json"));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("lib"))) {
            return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** Those of SQLite stand beside the jars, unpacked. */
    private static void withoutNativeLibraries(Path jar, Platform platform) throws IOException {
        Path slim = jar.resolveSibling("slim");
        boolean isSlim = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(slim))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.startsWith(NATIVE) || !platform.needs(name)) {
                    isSlim = true;
                    continue;
                }
                ZipEntry copied = new ZipEntry(name);
                copied.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copied);
                in.transferTo(out);
            }
        }
        if (isSlim) {
            Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(slim);
        }
    }

    /** Gives all files the one time: an archive of classes holds for jars of the times that it has seen. */
    private void finish(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                Files.getFileAttributeView(each, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(FileTime.from(time), null, null);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copied = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copied);
                } else {
                    Files.createDirectories(copied.getParent());
                    Files.copy(each, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
