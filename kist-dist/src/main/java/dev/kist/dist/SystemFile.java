// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.util.Optional;

/** A file that a package puts into place, or a symbolic link. */
final class SystemFile {
    private final String path;
    private final byte[] bytes;
    private final boolean isExecutable;
    private final Optional<String> link;

    private SystemFile(String path, byte[] bytes, boolean isExecutable, Optional<String> link) {
        this.path = path;
        this.bytes = bytes;
        this.isExecutable = isExecutable;
        this.link = link;
    }

    /** A file that all may read. */
    static SystemFile plain(String path, byte[] bytes) {
        return new SystemFile(path, bytes, false, Optional.empty());
    }

    /** A file that all may run. */
    static SystemFile executable(String path, byte[] bytes) {
        return new SystemFile(path, bytes, true, Optional.empty());
    }

    /** A link that leads to {@code target}. */
    static SystemFile link(String path, String target) {
        return new SystemFile(path, new byte[0], false, Optional.of(target));
    }

    /** Where it is, without a slash before it. */
    String path() {
        return path;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isExecutable() {
        return isExecutable;
    }

    /** Where a link leads; empty for a file. */
    Optional<String> link() {
        return link;
    }
}
