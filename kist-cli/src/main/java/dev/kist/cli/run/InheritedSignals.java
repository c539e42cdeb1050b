// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.util.Optional;

/**
 * How signals stood when Kist was started. The Java runtime changes it for itself: its threads block {@code SIGQUIT},
 * and it handles {@code SIGPIPE} and others even where the caller ignored them.
 *
 * <p>A set of signals is a long in which signal n is bit n - 1, as Linux shows it.
 */
final class InheritedSignals {
    /** A system property of the launcher: the signals that its caller ignored, in hexadecimal. */
    static final String LAUNCHER_IGNORED = "kist.launcher.ignored";

    /** Faults of the running code itself (ILL, TRAP, BUS, FPE, SEGV), which Java needs up to its last moment. */
    private static final long FAULTS = bit(4) | bit(5) | bit(7) | bit(8) | bit(11);

    private InheritedSignals() {}

    /**
     * The signals that were blocked, if the system shows it: the first thread of a process started as a program has
     * them untouched, as Java code runs in threads of its own.
     */
    static Optional<Long> blocked() {
        return ProcFile.number("/proc/self/task/" + ProcessHandle.current().pid() + "/status", "SigBlk", 16);
    }

    /** The signals that were ignored, as the launcher saw it; without it none but those that Java left so. */
    static long ignored() {
        String ignored = System.getProperty(LAUNCHER_IGNORED, "");
        try {
            return ignored.isEmpty() ? 0 : Long.parseUnsignedLong(ignored, 16) & ~FAULTS;
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** The signals that are ignored now. */
    static long ignoredNow() {
        return ProcFile.number("/proc/self/status", "SigIgn", 16).orElse(0L);
    }

    static boolean contains(long signals, int signal) {
        return (signals & bit(signal)) != 0;
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }
}
