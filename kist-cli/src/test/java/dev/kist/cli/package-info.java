/** Tests that run commands as a user types them and compare stdout, stderr and exit code. */
@NullMarked
package dev.kist.cli;

import org.jspecify.annotations.NullMarked;
