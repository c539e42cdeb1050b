// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * From {@link #begin} to {@link #end}, Ctrl-C is the business of the program that Kist started and waits for: the terminal sends it to both, and
 * Kist takes no notice.
 */
final class ForeignInterrupts {
    private static final int INTERRUPT = 2;

    /** Java hears of a signal a little later than the program does, which may have ended by it. */
    private static final long LATE_MILLIS = 100;

    private final @Nullable Object before;

    private ForeignInterrupts(@Nullable Object before) {
        this.before = before;
    }

    /** Begins; where an interrupt is ignored anyway, nothing is changed, and the program ignores it, too. */
    static ForeignInterrupts begin() {
        if (InheritedSignals.contains(InheritedSignals.ignoredNow(), INTERRUPT)) {
            return new ForeignInterrupts(null);
        }
        InvocationHandler nothing = (proxy, method, arguments) ->
                method.getName().equals("handle") ? null : InvocationHandler.invokeDefault(proxy, method, arguments);
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            // A handler, not "ignore": the program would inherit that.
            return new ForeignInterrupts(
                    handle(Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, nothing)));
        } catch (ClassNotFoundException noSuchClass) {
            throw new LinkageError("no sun.misc.SignalHandler", noSuchClass);
        }
    }

    /** Sets a handler and gives the one before it. */
    private static @Nullable Object handle(Object newHandler) {
        try {
            // sun.misc.Signal is supported (jdk.unsupported), but javac warns of its mere name.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            return signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), newHandler);
        } catch (InvocationTargetException usedByJava) {
            return null;
        } catch (ReflectiveOperationException noSuchClass) {
            throw new LinkageError("no sun.misc.Signal", noSuchClass);
        }
    }

    /** Ctrl-C ends Kist again. */
    void end() {
        if (before == null) {
            return;
        }
        try {
            Thread.sleep(LATE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handle(before);
    }
}
