// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Passes on to a child what is sent to Kist's own process, so that Kist can be stopped, reloaded and asked as the
 * program itself.
 *
 * <p>A terminal sends Ctrl-C to the whole foreground group, the child included: Kist keeps such a copy to itself.
 * What {@code kill -INT} sends to Kist alone while it is in a terminal's foreground cannot be told from that and is
 * kept, too. {@code SIGQUIT} belongs to the Java runtime and is not passed on; Ctrl-\ reaches the child only from the
 * terminal, if it reaches it at all, as Java starts children with it blocked.
 */
final class ChildSignals {
    /** With their numbers where they are the same on Linux and macOS, else 0. */
    private static final Map<String, Integer> PASSED_ON =
            Map.of("HUP", 1, "INT", 2, "TERM", 15, "ALRM", 14, "USR1", 0, "USR2", 0, "WINCH", 28);

    /** What a terminal sends to its whole foreground group. */
    private static final List<String> OF_TERMINAL = List.of("INT", "WINCH");

    private final CompletableFuture<Process> child;

    private ChildSignals(CompletableFuture<Process> child) {
        this.child = child;
    }

    /**
     * Begins to pass signals on, for the rest of this process's life. What arrives before the child runs is delivered
     * when it does.
     */
    static void passOnTo(CompletableFuture<Process> child) {
        long ignored = InheritedSignals.ignoredNow();
        ChildSignals signals = new ChildSignals(child);
        PASSED_ON.forEach((name, number) -> {
            if (!InheritedSignals.contains(ignored, numberHere(name, number))) {
                signals.handle(name);
            }
        });
    }

    private static int numberHere(String name, int number) {
        return switch (name) {
            case "USR1" -> OperatingSystem.current() == OperatingSystem.LINUX ? 10 : 30;
            case "USR2" -> OperatingSystem.current() == OperatingSystem.LINUX ? 12 : 31;
            default -> number;
        };
    }

    private void handle(String name) {
        try {
            // sun.misc.Signal is supported (jdk.unsupported), but javac warns of its mere name.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler pass = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    received(name);
                    return null;
                }
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            };
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, pass));
        } catch (InvocationTargetException usedByJavaOrUnknownHere) {
            // Then it does to Kist what it does to any Java program.
        } catch (ReflectiveOperationException noSuchClass) {
            throw new LinkageError("no sun.misc.Signal", noSuchClass);
        }
    }

    private void received(String name) {
        if (OF_TERMINAL.contains(name) && Foreground.isOurs()) {
            return;
        }
        CompletableFuture<Void> unused = child.thenAccept(process -> send(process, name));
    }

    private static void send(Process process, String name) {
        if (name.equals("TERM") || OperatingSystem.current() == OperatingSystem.WINDOWS) {
            process.destroy();
            return;
        }
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            // The child does not get it; there is nobody to tell, as stderr is the program's.
        }
    }
}
