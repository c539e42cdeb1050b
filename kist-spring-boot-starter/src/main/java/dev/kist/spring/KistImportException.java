// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.KistException;

/** An import that failed. Its cause says why; neither holds a value. */
public final class KistImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String location;

    KistImportException(String location, KistException cause) {
        super("the import '" + location + "' failed: " + cause.getMessage(), cause);
        this.location = location;
    }

    /** The import as it was written, such as {@code kist:production}. */
    public String location() {
        return location;
    }
}
