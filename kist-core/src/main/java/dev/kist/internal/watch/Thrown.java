// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.watch;

import java.util.Arrays;
import java.util.Optional;

/** What others have thrown, without its message: that could quote a value. */
final class Thrown {
    private Thrown() {}

    /** The class of it, and the place: the last method that it left and that is not Java's own. */
    static String describe(Throwable e) {
        return e.getClass().getName() + place(e).map(place -> " at " + place).orElse("");
    }

    private static Optional<String> place(Throwable e) {
        StackTraceElement[] frames = e.getStackTrace();
        return Arrays.stream(frames)
                .filter(frame -> !isOfJava(frame))
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")");
    }

    private static boolean isOfJava(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** The class that {@code code} is of, or was written in where it is a lambda. */
    static String nameOf(Object code) {
        String name = code.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }
}
