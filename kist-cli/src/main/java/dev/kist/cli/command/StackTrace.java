// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** An exception's stack trace as lines of which each is an exception or a frame, whatever the exceptions' texts hold. */
final class StackTrace {
    private StackTrace() {}

    static List<String> lines(Throwable e) {
        List<String> lines = new ArrayList<>();
        add(lines, e, "", "", Collections.newSetFromMap(new IdentityHashMap<>()));
        return lines;
    }

    private static void add(List<String> lines, Throwable e, String indent, String kind, Set<Throwable> seen) {
        lines.add(indent + kind + e);
        if (!seen.add(e)) {
            return;
        }
        for (StackTraceElement frame : e.getStackTrace()) {
            lines.add(indent + "    at " + frame);
        }
        for (Throwable suppressed : e.getSuppressed()) {
            add(lines, suppressed, indent + "    ", "Suppressed: ", seen);
        }
        if (e.getCause() != null) {
            add(lines, e.getCause(), indent, "Caused by: ", seen);
        }
    }
}
