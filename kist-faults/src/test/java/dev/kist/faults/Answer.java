// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

/**
 * What a command reported.
 *
 * @param code its exit code, or -1 if its process was killed before it reported anything
 */
record Answer(int code, String out, String err) {
    static final Answer NONE = new Answer(-1, "", "");
    static final Answer DONE = new Answer(0, "", "");

    /** What a write's answer says about what is stored. */
    enum Claim {
        /** It is there. */
        WRITTEN,
        /** It was so before, and nothing was written. */
        UNCHANGED,
        /** It is there or not. */
        UNCERTAIN,
        /** Nothing was written. */
        REFUSED
    }

    boolean isKilled() {
        return code == -1;
    }

    Claim claim() {
        if (isKilled() || (code == 5 && err.contains("may have been written"))) {
            return Claim.UNCERTAIN;
        }
        if (code != 0) {
            return Claim.REFUSED;
        }
        return err.contains("is unchanged") ? Claim.UNCHANGED : Claim.WRITTEN;
    }
}
