// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import com.kenai.jffi.Invoker;
import dev.kist.KistException;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java runtime on this machine, to start {@link Probe} with, in one of the two ways to start a program. */
record Java(Path home, int feature, boolean isChildForced) {
    /** The runtime of this build, in both ways, and a newer one where {@code JAVA_HOME_25} or a usual folder has it. */
    static Stream<Java> all() {
        List<Java> found = new ArrayList<>();
        Java own = new Java(
                Path.of(System.getProperty("java.home")), Runtime.version().feature(), false);
        found.add(own);
        found.add(own.forcingChild());
        if (own.feature() < 25) {
            newer().ifPresentOrElse(
                            home -> found.add(new Java(home, 25, false)),
                            () -> System.err.println("skipped: no Java 25; set JAVA_HOME_25 to try it"));
        }
        return found.stream();
    }

    /** The runtimes that replace themselves. */
    static Stream<Java> replacing() {
        return all().filter(Java::isReplacing);
    }

    boolean isReplacing() {
        return !isChildForced;
    }

    /** A command line that starts the program with the probe's options. */
    List<String> probe(List<String> options, String... program) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-MaxFDLimit",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-Dkist.native=" + Path.of("target", "native").toAbsolutePath()));
        if (feature >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        options.stream().filter(option -> option.startsWith("-D")).forEach(command::add);
        command.addAll(List.of("-cp", classPath(), Probe.class.getName()));
        if (isChildForced) {
            command.add("child");
        }
        options.stream().filter(option -> !option.startsWith("-D")).forEach(command::add);
        command.add("--");
        command.addAll(List.of(program));
        return command;
    }

    @Override
    public String toString() {
        return "Java " + feature + (isReplacing() ? ", replaced" : ", child");
    }

    private Java forcingChild() {
        return new Java(home, feature, true);
    }

    private static java.util.Optional<Path> newer() {
        String named = System.getenv("JAVA_HOME_25");
        if (named != null) {
            return java.util.Optional.of(Path.of(named));
        }
        File[] homes = new File("/usr/lib/jvm").listFiles();
        return Stream.of(Objects.requireNonNullElse(homes, new File[0]))
                .map(File::toPath)
                .filter(home -> featureOf(home) == 25)
                .findFirst();
    }

    private static int featureOf(Path home) {
        try {
            Properties release = new Properties();
            release.load(new StringReader(Files.readString(home.resolve("release"))));
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException noRuntime) {
            return 0;
        }
    }

    private static String classPath() {
        return Stream.of(Probe.class, ProgramStart.class, KistException.class, Invoker.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(url.getPath()).toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }
}
