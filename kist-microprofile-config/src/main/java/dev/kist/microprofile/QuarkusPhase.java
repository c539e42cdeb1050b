// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

/**
 * Whether Quarkus is at work on an application that does not run yet: at {@code mvn package}, where it asks the sources of the
 * application, and while it runs static initializers, whose results a native image keeps. Asked reflectively, since Kist
 * does not depend on Quarkus.
 */
final class QuarkusPhase {
    private QuarkusPhase() {}

    static boolean isBeforeRuntime() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> mode = Class.forName(
                    "io.quarkus.runtime.ExecutionMode",
                    true,
                    loader == null ? QuarkusPhase.class.getClassLoader() : loader);
            String current = String.valueOf(mode.getMethod("current").invoke(null));
            return current.equals("UNSET") || current.equals("STATIC_INIT");
        } catch (ReflectiveOperationException | LinkageError e) {
            // No Quarkus.
            return false;
        }
    }
}
