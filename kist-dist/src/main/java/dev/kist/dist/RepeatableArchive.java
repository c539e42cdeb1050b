// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Takes out of an archive of classes what is different each time that Java makes one from the same list.
 *
 * <p>On Java 25 that is one thing: the archive holds objects, some of them soft references, and a soft reference has the
 * time of its last use, in milliseconds since the machine was started, which is the time when Java made the archive. The
 * program that maps the archive uses it to tell whether the reference is old, and would compare it with a clock of another
 * machine. Two archives that were made one after the other differ in nothing else, which is checked; the times become
 * zero, and the sums that Java can check ({@code -XX:+VerifySharedSpaces}) are made anew.
 */
final class RepeatableArchive {
    /** The first Java whose archives are made to be the same. */
    static final int FIRST_JAVA = 25;

    /** The header begins with a magic number, its sum, a version, and its size. */
    private static final int HEADER_SUM = 4;

    private static final int HEADER_SIZE = 12;
    private static final int HEADER_SUMMED = 16;

    /** In the header's table of regions each begins with its sum; from there, where the region is in the file. */
    private static final int REGION_OFFSET = 24;

    private static final int REGION_SIZE = 40;

    /** In milliseconds, between the making of the two. */
    private static final long LONGEST_BETWEEN = 600_000;

    private final ByteBuffer bytes;

    private RepeatableArchive(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes {@code archive} what it always is, by the help of a second one that was made from the same list after it.
     *
     * @throws IOException if they differ in something else, which would mean that this Java is not understood
     */
    static void reconcile(Path archive, Path second) throws IOException {
        byte[] one = Files.readAllBytes(archive);
        byte[] other = Files.readAllBytes(second);
        if (one.length != other.length) {
            throw new IOException("two archives of classes from one list have different sizes");
        }
        new RepeatableArchive(one).clear(ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN));
        Files.write(archive, one);
    }

    private void clear(ByteBuffer other) throws IOException {
        int header = bytes.getInt(HEADER_SIZE);
        List<Integer> sums = new ArrayList<>();
        for (int at = HEADER_SUM + Integer.BYTES; at < header; at += Integer.BYTES) {
            if (bytes.getInt(at) != other.getInt(at)) {
                sums.add(at);
            }
        }
        for (int at = header; at + Long.BYTES <= bytes.capacity(); at += Long.BYTES) {
            long value = bytes.getLong(at);
            long later = other.getLong(at);
            if (value != later) {
                if (value <= 0 || later < value || later - value > LONGEST_BETWEEN) {
                    throw new IOException("two archives of classes from one list differ in more than times, at " + at);
                }
                bytes.putLong(at, 0);
            }
        }
        for (int sum : sums) {
            bytes.putInt(sum, sum((int) bytes.getLong(sum + REGION_OFFSET), (int) bytes.getLong(sum + REGION_SIZE)));
        }
        bytes.putInt(HEADER_SUM, sum(HEADER_SUMMED, header - HEADER_SUMMED));
    }

    private int sum(int offset, int size) {
        CRC32 sum = new CRC32();
        sum.update(bytes.slice(offset, size));
        return (int) sum.getValue();
    }
}
