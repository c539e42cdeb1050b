// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.List;
import java.util.OptionalInt;

/**
 * One of the ways to read what a warning is about.
 *
 * @param dialects who reads it so; never empty, {@link Dialect#KIST} first if it does
 * @param characters how many characters (Unicode code points) the value then has; empty if there is no such entry
 * @param flag what picks it on a command line: {@code --accept CODE} or {@code --dialect WORD}
 */
public record Reading(List<Dialect> dialects, OptionalInt characters, String flag) {
    /** Takes a copy of the list. */
    public Reading {
        dialects = List.copyOf(dialects);
    }
}
