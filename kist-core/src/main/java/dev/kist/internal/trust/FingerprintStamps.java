// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/** Tells, without reading them, whether files of fingerprints were written since they were last looked at. Not thread-safe. */
public final class FingerprintStamps {
    private static final String NEVER = "";

    private final List<Path> files;
    private String last = NEVER;

    private FingerprintStamps(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** Those of these files, which need not exist. */
    public static FingerprintStamps of(List<Path> files) {
        return new FingerprintStamps(files);
    }

    /** Those of no file: nothing ever changes. */
    public static FingerprintStamps none() {
        return new FingerprintStamps(List.of());
    }

    /** Whether a file is another than the last time that this was asked; true the first time, if there is any file at all. */
    public boolean haveChanged() {
        if (files.isEmpty()) {
            return false;
        }
        StringBuilder now = new StringBuilder();
        files.forEach(file -> now.append(stamp(file)).append('\n'));
        boolean isOther = !now.toString().equals(last);
        last = now.toString();
        return isOther;
    }

    /** Lets the next look find a change. */
    public void forget() {
        last = NEVER;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            // A file that took another's place within one tick of the clock has another key, where there are keys.
            return now.lastModifiedTime().toInstant() + " " + now.size() + " " + Objects.toString(now.fileKey());
        } catch (IOException e) {
            return "none";
        }
    }
}
