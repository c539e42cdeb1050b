// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program of this JVM's class path, to be started in processes of its own, by the Java that runs the tests. Of one
 * that is started many times the classes can be archived (JEP 350), as the packaged program has them: a start then takes
 * about two thirds of its CPU time.
 */
public final class JavaProgram {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private final String mainClass;
    private final List<String> options;
    private final String classPath;

    private JavaProgram(String mainClass, List<String> options, String classPath) {
        this.mainClass = mainClass;
        this.options = options;
        this.classPath = classPath;
    }

    /** The program whose main method is in this class. */
    public static JavaProgram of(String mainClass) {
        return new JavaProgram(
                mainClass,
                OPTIONS,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /**
     * The same with the classes of the last of these runs in an archive, for as long as this JVM lives. They run one after the
     * other in a new folder, which is their home, too. Where no archive can be made, the program starts without.
     */
    public JavaProgram archivedBy(List<List<String>> runs) {
        Path folder = BuildFolders.fresh("classes");
        // An archive takes classes from jars alone.
        JavaProgram packed = new JavaProgram(mainClass, options, packed(folder));
        Path archive = folder.resolve("classes.jsa");
        for (int i = 0; i < runs.size(); i++) {
            boolean isLast = i == runs.size() - 1;
            (isLast ? packed.with("-XX:ArchiveClassesAtExit=" + archive) : packed)
                    .command(runs.get(i))
                    .env("HOME", folder.toString())
                    .in(folder)
                    .run();
        }
        return Files.exists(archive) ? packed.with("-XX:SharedArchiveFile=" + archive) : this;
    }

    /** The same with one more option for Java. */
    public JavaProgram with(String option) {
        return new JavaProgram(
                mainClass, Stream.concat(options.stream(), Stream.of(option)).toList(), classPath);
    }

    /** The same with these jars before all others. */
    public JavaProgram behind(List<Path> jars) {
        Stream<String> first = jars.stream().map(jar -> jar.toAbsolutePath().toString());
        return new JavaProgram(
                mainClass,
                options,
                Stream.concat(first, Stream.of(classPath)).collect(Collectors.joining(File.pathSeparator)));
    }

    /** The words that start it with these arguments. */
    public List<String> words(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath, mainClass));
        words.addAll(arguments);
        return words;
    }

    /** Starts it with these arguments. */
    public Command command(List<String> arguments) {
        List<String> words = words(arguments);
        return Command.of(words.get(0)).args(words.subList(1, words.size()));
    }

    private String packed(Path folder) {
        List<String> packed = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            packed.add((Files.isDirectory(path) ? jar(path, folder.resolve(packed.size() + ".jar")) : path).toString());
        }
        return String.join(File.pathSeparator, packed);
    }

    private static Path jar(Path classes, Path jar) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        String[] arguments = {"--create", "--no-compress", "--file", jar.toString(), "-C", classes.toString(), "."};
        if (ToolProvider.findFirst("jar").orElseThrow().run(out, out, arguments) != 0) {
            throw new IllegalStateException("jar: " + said);
        }
        return jar;
    }
}
