// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

/** Of an option whose value may be left out: whether the argument behind it is that value. Else the value stands behind {@code =}. */
public interface NextArgument {
    /** Whether {@code argument} is the option's value, and cannot be anything else. */
    boolean takes(String argument);
}
