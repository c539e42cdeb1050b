// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Functions of the C library, called through jffi.
 *
 * <p>Every function is called in one shape, three words in and one word out. On the 64-bit systems that Kist knows a
 * pointer and an integer travel as such a word, and a function takes no notice of a word too many. It does not suit
 * arguments that a C declaration leaves open ({@code ...}).
 *
 * <p>jffi's native library is taken from where the build has unpacked it, and from nowhere else: from its jar, jffi would
 * copy it into the folder for temporary files each time, where nothing takes it away once the process is replaced.
 *
 * <p>Not thread-safe: {@link #errno()} is of the last call.
 */
final class ForeignFunctions {
    /** A system property of the launcher: the folder of native libraries, such as {@code Linux/x86_64/libjffi-1.2.so}. */
    static final String FOLDER = "kist.native";

    /** Where jffi looks first. */
    private static final String PLACE = "jffi.boot.library.path";

    private final Library library = Library.getDefault();
    private final CallContext shape =
            new CallContext(Type.SLONG_LONG, Type.SLONG_LONG, Type.SLONG_LONG, Type.SLONG_LONG);
    private final Invoker invoker = Invoker.getInstance();
    private final MemoryIO memory = MemoryIO.getInstance();

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

    private ForeignFunctions() {}

    /** Empty where there is no native library for this system, or where it cannot be loaded. */
    static Optional<ForeignFunctions> find() {
        Path folder = Path.of(System.getProperty(FOLDER, ""), folderOfSystem());
        if (System.getProperty(FOLDER) == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        System.setProperty(PLACE, folder.toString());
        try {
            return Optional.of(new ForeignFunctions());
        } catch (LinkageError refused) {
            return Optional.empty();
        }
    }

    private static String folderOfSystem() {
        String processor = System.getProperty("os.arch", "");
        return switch (OperatingSystem.current()) {
            case LINUX -> "Linux/" + (processor.equals("amd64") ? "x86_64" : processor);
            // One library for all processors.
            case MAC -> "Mac";
            default -> "";
        };
    }

    /**
     * A function by its name in C.
     *
     * @throws NoSuchElementException if the C library has none
     */
    Function function(String name) {
        long address = library.getSymbolAddress(name);
        if (address == 0) {
            throw new NoSuchElementException(name);
        }
        return (first, second, third) -> invoker.invokeN3(shape, address, first, second, third);
    }

    /** Why the last call failed, as the C library numbers it. */
    int errno() {
        return LastError.getInstance().get();
    }

    /**
     * Memory outside the Java heap, filled with zeros. It is never given back: the process is about to end.
     *
     * @param size in bytes
     */
    Memory allocate(int size) {
        long address = memory.allocateMemory(size, true);
        return new Memory(memory.newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder()), address);
    }
}
