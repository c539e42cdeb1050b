// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code kist run} does around this package, as a program of its own: {@code Probe [open] [child] [pristine]
 * [huge] [NAME=VALUE ...] -- program arguments}.
 */
final class Probe {
    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    private Probe() {}

    public static void main(String... arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        List<String> options = all.subList(0, end);
        ProgramStart start = options.contains("child") ? ProgramStart.ofChild() : ProgramStart.prepare();
        if (options.contains("open")) {
            openMuch();
        }
        Map<String, String> secrets = new HashMap<>();
        for (String option : options) {
            if (option.contains("=")) {
                String value = option.substring(option.indexOf('=') + 1);
                secrets.put(option.substring(0, option.indexOf('=')), value.replace("<e-acute>", "\u00e9"));
            }
        }
        if (options.contains("huge")) {
            // Linux gives arguments and variables 6 MiB at most.
            for (int i = 0; i < 100; i++) {
                secrets.put("HUGE_" + i, "v".repeat(100_000));
            }
        }
        VariableRules rules = VariableRules.standard();
        try {
            ProgramVariables variables = ProgramVariables.of(
                    InheritedVariables.ofThisProcess(),
                    secrets,
                    options.contains("pristine") ? rules.pristine() : rules);
            System.exit(start.run(Program.find(all.get(end + 1)), all.subList(end + 2, all.size()), variables));
        } catch (ProgramStartException e) {
            System.err.println(e.getMessage());
            System.exit(e.exitCode());
        }
    }

    /** Files and sockets of many kinds, left open. */
    private static void openMuch() throws IOException {
        Path file = Files.createTempFile("probe", "open");
        new File(file.toString()).deleteOnExit();
        OPEN.add(new RandomAccessFile(file.toFile(), "rw"));
        OPEN.add(FileChannel.open(file, StandardOpenOption.READ));
        Files.delete(file);
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        OPEN.add(server);
        OPEN.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        OPEN.add(server.accept());
        OPEN.add(ServerSocketChannel.open());
        OPEN.add(Pipe.open().source());
    }
}
