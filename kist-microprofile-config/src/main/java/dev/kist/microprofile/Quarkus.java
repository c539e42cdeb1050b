// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

/**
 * What Quarkus alone knows: whether an application runs yet, and when it ends. Asked reflectively, since Kist does not depend
 * on Quarkus.
 */
final class Quarkus {
    private Quarkus() {}

    /**
     * Whether Quarkus is at work on an application that does not run yet: at {@code mvn package}, where it asks the sources of
     * the application, and while it runs static initializers, whose results a native image keeps.
     */
    static boolean isBeforeRuntime() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> mode = Class.forName(
                    "io.quarkus.runtime.ExecutionMode", true, loader == null ? Quarkus.class.getClassLoader() : loader);
            String current = String.valueOf(mode.getMethod("current").invoke(null));
            return current.equals("UNSET") || current.equals("STATIC_INIT");
        } catch (ReflectiveOperationException | LinkageError e) {
            // No Quarkus.
            return false;
        }
    }

    /**
     * Has Quarkus do this when the application ends and the process does not: {@code quarkus dev} starts it anew after each
     * change, and tests with each profile. It tells no source of it, but whoever asks the class loader of the application.
     */
    static void atEnd(Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader != null && loader.getClass().getSimpleName().equals("QuarkusClassLoader")) {
            try {
                loader.getClass().getMethod("addCloseTask", Runnable.class).invoke(loader, task);
            } catch (ReflectiveOperationException e) {
                // Another Quarkus, where the collector of garbage sees to it.
            }
        }
    }
}
