// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the end of this JVM takes with it: first processes, with all that they started, then folders. */
final class AtExit {

    private static final Set<ProcessHandle> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<Runnable> TASKS = ConcurrentHashMap.newKeySet();
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "kist-testing-exit"));
    }

    private AtExit() {}

    /** Kills this process at the end, unless it has ended before. */
    static void kill(ProcessHandle process) {
        PROCESSES.removeIf(earlier -> !earlier.isAlive());
        PROCESSES.add(process);
    }

    /** Deletes this folder at the end. */
    static void delete(Path folder) {
        FOLDERS.add(folder);
    }

    /** Runs this at the end, while all processes are still there. */
    static void first(Runnable task) {
        TASKS.add(task);
    }

    /** Kills a process and all that it started, and waits until they are gone. */
    static void killTree(ProcessHandle process) {
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : tree) {
            member.onExit().completeOnTimeout(member, 10, TimeUnit.SECONDS).join();
        }
    }

    /** Deletes a folder with all that is in it, now. */
    static void deleteTree(Path folder) {
        FOLDERS.remove(folder);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run() {
        TASKS.forEach(Runnable::run);
        PROCESSES.forEach(AtExit::killTree);
        FOLDERS.forEach(AtExit::deleteTree);
    }
}
