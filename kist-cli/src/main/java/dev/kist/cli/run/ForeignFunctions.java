// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Functions of the C library, called through {@code java.lang.foreign} of Java 22 and newer.
 *
 * <p>Reached by reflection, as Kist is compiled for Java 17. Every function is called in one shape, three words in and
 * one word out, which is linked once: each shape costs tens of milliseconds. On the 64-bit systems that Kist knows
 * a pointer and an integer travel as such a word, and a function takes no notice of a word too many. It does not
 * suit arguments that a C declaration leaves open ({@code ...}).
 *
 * <p>Not thread-safe: {@link #errno()} is of the last call.
 */
final class ForeignFunctions {
    private static final int WORDS = 3;
    private static final int FIRST_JAVA = 22;

    /** Keeps the garbage collector away from what only C code still points to. */
    private static final List<ByteBuffer> KEPT = new CopyOnWriteArrayList<>();

    private final MethodHandle call;
    private final Object lookup;
    private final Method find;
    private final Method segmentOf;
    private final Method addressOf;
    private final ByteBuffer errno;
    private final Object errnoSegment;

    /**
     * Memory that a function may read and write.
     *
     * @param address where the buffer begins
     */
    record Memory(ByteBuffer buffer, long address) {}

    /** A function of the C library. */
    interface Function {
        long call(long first, long second, long third);
    }

    private ForeignFunctions() throws ReflectiveOperationException {
        Class<?> linkers = foreign("Linker");
        Class<?> options = foreign("Linker$Option");
        Class<?> layouts = foreign("MemoryLayout");
        Class<?> shapes = foreign("FunctionDescriptor");
        Class<?> segments = foreign("MemorySegment");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object word = foreign("ValueLayout").getField("JAVA_LONG").get(null);
        Object words = Array.newInstance(layouts, WORDS);
        for (int i = 0; i < WORDS; i++) {
            Array.set(words, i, word);
        }
        Object shape = shapes.getMethod("of", layouts, words.getClass()).invoke(null, word, words);
        Object keepsErrno = Array.newInstance(options, 1);
        Array.set(
                keepsErrno,
                0,
                options.getMethod("captureCallState", String[].class).invoke(null, (Object) new String[] {"errno"}));
        MethodHandle linked = (MethodHandle) linkers.getMethod("downcallHandle", shapes, keepsErrno.getClass())
                .invoke(linker, shape, keepsErrno);
        call = linked.asType(
                MethodType.methodType(long.class, Object.class, Object.class, long.class, long.class, long.class));
        lookup = linkers.getMethod("defaultLookup").invoke(linker);
        find = foreign("SymbolLookup").getMethod("find", String.class);
        segmentOf = segments.getMethod("ofBuffer", Buffer.class);
        addressOf = segments.getMethod("address");
        errno = allocate(Long.BYTES * 2).buffer();
        errnoSegment = segmentOf.invoke(null, errno);
    }

    /** Whether this Java has them. */
    static boolean areThere() {
        return Runtime.version().feature() >= FIRST_JAVA;
    }

    /**
     * Links the shape.
     *
     * @throws ReflectiveOperationException if this Java refuses or does not know the system's calling convention
     */
    static ForeignFunctions link() throws ReflectiveOperationException {
        return new ForeignFunctions();
    }

    /**
     * A function by its name in C.
     *
     * @throws NoSuchElementException if the C library has none
     */
    Function function(String name) throws ReflectiveOperationException {
        Object symbol = ((Optional<?>) find.invoke(lookup, name)).orElseThrow();
        return (first, second, third) -> {
            try {
                return (long) call.invokeExact(symbol, errnoSegment, first, second, third);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Why the last call failed, as the C library numbers it. */
    int errno() {
        return errno.getInt(0);
    }

    /**
     * Memory outside the Java heap, filled with zeros. It is never given back: the process is about to end.
     *
     * @param size in bytes
     */
    Memory allocate(int size) throws ReflectiveOperationException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        KEPT.add(buffer);
        return new Memory(buffer, (long) addressOf.invoke(segmentOf.invoke(null, buffer)));
    }

    private static Class<?> foreign(String name) throws ClassNotFoundException {
        return Class.forName("java.lang.foreign." + name);
    }
}
