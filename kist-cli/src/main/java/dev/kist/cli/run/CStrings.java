// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array of C strings, closed by a null pointer, in memory outside the Java heap: what {@code execve} takes.
 *
 * @param address where the array of pointers begins
 * @param first where the first string begins, 0 without one
 * @param size of pointers and strings together, in bytes
 */
record CStrings(long address, long first, int size) {
    /** Strings of these bytes, none of which may be NUL. */
    static CStrings of(ForeignFunctions functions, List<byte[]> strings) {
        int pointers = (strings.size() + 1) * Long.BYTES;
        int size =
                pointers + strings.stream().mapToInt(bytes -> bytes.length + 1).sum();
        ForeignFunctions.Memory memory = functions.allocate(size);
        ByteBuffer buffer = memory.buffer();
        int next = pointers;
        for (int i = 0; i < strings.size(); i++) {
            byte[] bytes = strings.get(i);
            buffer.putLong(i * Long.BYTES, memory.address() + next);
            buffer.put(next, bytes);
            next += bytes.length + 1;
        }
        return new CStrings(memory.address(), buffer.getLong(0), size);
    }
}
