package dev.kist.sqlite;

import dev.kist.spi.ChangeFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells that the file of a local store was written, by looking at its time four times a second. It is never opened for that. */
final class FileFeed implements ChangeFeed {
    private static final long LOOK_MILLISECONDS = 250;

    /** Two writes this near to each other may leave the same time. */
    private static final Duration GRANULARITY = Duration.ofMillis(100);

    private final Path file;
    private @Nullable Look last;

    FileFeed(Path file) {
        this.file = file;
        this.last = look();
    }

    /**
     * The file as it was seen.
     *
     * @param isSettled whether a write since would have left another time
     */
    private record Look(@Nullable Object key, FileTime time, long size, boolean isSettled) {
        boolean isOfSameFileAs(Look other) {
            return String.valueOf(key).equals(String.valueOf(other.key))
                    && time.equals(other.time)
                    && size == other.size;
        }
    }

    private @Nullable Look look() {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            boolean isSettled =
                    found.lastModifiedTime().toInstant().isBefore(Instant.now().minus(GRANULARITY));
            return new Look(found.fileKey(), found.lastModifiedTime(), found.size(), isSettled);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw SqliteFailure.of(e, file);
        }
    }

    @Override
    public boolean await(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            if (hasChanged()) {
                return true;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                Thread.sleep(Math.min(left, LOOK_MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private boolean hasChanged() {
        Look before = last;
        Look now = look();
        last = now;
        if (before == null || now == null) {
            return (before == null) != (now == null);
        }
        return !now.isOfSameFileAs(before) || !before.isSettled();
    }

    @Override
    public void close() {}
}
