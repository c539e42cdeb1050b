// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.KistException;
import java.util.List;

/** An import that failed. Its cause says why; neither holds a value. */
public final class KistImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String location;
    private final transient List<String> oddities;

    KistImportException(String location, KistException cause) {
        this(location, cause, List.of());
    }

    /** With what is odd about the settings: what was logged of it is lost with a start that fails. */
    KistImportException(String location, KistException cause, List<String> oddities) {
        super("the import '" + location + "' failed: " + cause.getMessage(), cause);
        this.location = location;
        this.oddities = oddities;
    }

    /** A sentence each of what is odd about the settings. */
    List<String> oddities() {
        return oddities;
    }

    /** The import as it was written, such as {@code kist:production}. */
    public String location() {
        return location;
    }
}
