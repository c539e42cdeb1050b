// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The archive of classes that a Java runtime maps into memory instead of loading and linking them one by one (AppCDS, and
 * from Java 24 on with its classes linked ahead of time). It is made in three steps, each through the launcher itself, so
 * that every option is the one that commands have later: commands are run one after the other and write down which classes
 * they load; the lists become one, always in the same order; Java makes the archive from it.
 *
 * <p>The archive holds for the class path that it was made with, and for exactly this Java. Given the same jars with the same
 * times, it is the same to the byte: see {@link ClassList} and {@link RepeatableArchive} for what would differ.
 */
final class ClassArchive {
    /** What people do all day, each once; the shorter this list, the fewer classes each command has to map. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("init", "-e", "development"),
            List.of("set", "KEY", "value", "-e", "development"),
            List.of("set", "KEY", "another", "-e", "development"),
            List.of("get", "KEY", "-e", "development"),
            List.of("list", "-e", "development"),
            List.of("run", "-e", "development", "--", "program"));

    private static final List<List<String>> SLOW_COMMANDS = List.of(List.of("get", "KEY", "-e", "development"));

    private static final List<List<String>> LOCAL_COMMANDS = List.of(
            List.of("init", "-e", "development"),
            List.of("set", "KEY", "value", "-e", "development"),
            List.of("get", "KEY", "-e", "development"));

    private final Path launcher;
    private final Path application;
    private final JavaHome java;
    private final Path work;

    private ClassArchive(Path launcher, Path application, JavaHome java, Path work) {
        this.launcher = launcher;
        this.application = application;
        this.java = java;
        this.work = work;
    }

    /**
     * Makes one.
     *
     * @param arguments the launcher, the folder of the application, the folder of the Java runtime, the archive to write
     */
    public static void main(String[] arguments) throws IOException {
        make(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                JavaHome.at(Path.of(arguments[2])),
                Path.of(arguments[3]),
                1);
    }

    /**
     * Makes one; the folder of {@code archive} must be there, and only the archive is left in it.
     *
     * @param rounds how often all commands are run: from three on, what one of the rounds met by chance is left out
     */
    static void make(Path launcher, Path application, JavaHome java, Path archive, int rounds) throws IOException {
        Path work = Files.createTempDirectory(archive.toAbsolutePath().getParent(), "training-");
        try {
            List<List<Path>> lists = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                Path folder = Files.createDirectory(work.resolve("round" + round));
                lists.add(new ClassArchive(launcher, application, java, folder).train());
            }
            Path list = ClassList.merge(lists, java.folder()).write(work.resolve("classes"));
            ClassArchive made = new ClassArchive(launcher, application, java, work);
            Path first = made.dump(list, work.resolve("first"));
            if (java.feature() >= RepeatableArchive.FIRST_JAVA) {
                RepeatableArchive.reconcile(first, made.dump(list, work.resolve("second")));
            }
            Files.move(first, archive);
        } finally {
            try (Stream<Path> all = Files.walk(work)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Runs the commands against a server, and some on a local store; gives what each wrote down. */
    private List<Path> train() throws IOException {
        List<Path> lists = new ArrayList<>();
        try (StubServer server = StubServer.start()) {
            // On a busy machine, too, no command gives up and loads what it says then: the list would be another one.
            Map<String, String> settings = Map.of("KIST_MONGODB_URI", server.uri(), "KIST_TIMEOUT", "2m");
            train("server", COMMANDS, settings, lists);
            server.beSlow();
            train("slow", SLOW_COMMANDS, settings, lists);
        }
        train("local", LOCAL_COMMANDS, Map.of(), lists);
        return lists;
    }

    private void train(String name, List<List<String>> commands, Map<String, String> settings, List<Path> lists)
            throws IOException {
        Path folder = Files.createDirectory(work.resolve(name));
        // A script whose interpreter is missing: all is done for its start, and then it cannot be started.
        Path program = Files.writeString(folder.resolve("program"), "#!/nonexistent/interpreter\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int i = 0; i < commands.size(); i++) {
            run(folder, List.of("-Xshare:auto", "-XX:DumpLoadedClassList=list" + i), commands.get(i), settings);
            Path list = folder.resolve("list" + i);
            if (!Files.exists(list)) {
                throw new IOException("kist " + String.join(" ", commands.get(i)) + " did not run: " + output());
            }
            lists.add(list);
        }
    }

    private Path dump(Path list, Path archive) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xshare:dump",
                // Java's own: a table that has to grow does so in a thread beside, and the archive has its order.
                "-XX:StringTableSize=65536",
                // However long it takes: what is softly referenced would be let go after a while, and the archive lack
                // it.
                "-XX:SoftRefLRUPolicyMSPerMB=3600000",
                "-XX:SharedClassListFile=" + list.getFileName(),
                "-XX:SharedArchiveFile=" + archive.getFileName()));
        if (java.feature() >= RepeatableArchive.FIRST_JAVA) {
            options.add("-XX:+AOTClassLinking");
        }
        run(work, options, List.of(), Map.of());
        if (!Files.exists(archive)) {
            throw new IOException("Java made no archive of classes: " + output());
        }
        return archive;
    }

    private String output() throws IOException {
        return Files.readString(work.resolve("output"));
    }

    /** Runs a command through the launcher with further options for Java, with nothing of the user's. */
    private void run(Path folder, List<String> options, List<String> command, Map<String, String> settings)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "kist_clone=$$; kist_app=$1; java=$2; feature=$3; kist_archive=; kist_options=$4; kist_launcher=$5;"
                        + " shift 5; . \"$kist_launcher\"",
                "kist",
                application.toAbsolutePath().toString(),
                java.folder().toAbsolutePath().toString(),
                Integer.toString(java.feature()),
                String.join(" ", options),
                launcher.toAbsolutePath().toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("output").toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(settings);
        variables.put("PATH", folder + ":/usr/local/bin:/usr/bin:/bin");
        variables.put("HOME", work.toString());
        variables.put("TMPDIR", work.toString());
        variables.put("LC_ALL", "C.UTF-8");
        try {
            builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
