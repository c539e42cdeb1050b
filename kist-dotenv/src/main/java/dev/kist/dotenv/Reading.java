// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.List;
import java.util.OptionalInt;

/**
 * One of the ways to read what a warning is about.
 *
 * @param dialects who reads it so; never empty, {@link Dialect#KIST} first if it does
 * @param characters how many characters (Unicode code points) the value then has; empty if there is no such entry
 * @param isPicked whether it is the reading of the dialect that the file was read in
 */
public record Reading(List<Dialect> dialects, OptionalInt characters, boolean isPicked) {
    /** Takes a copy of the list. */
    public Reading {
        dialects = List.copyOf(dialects);
    }
}
