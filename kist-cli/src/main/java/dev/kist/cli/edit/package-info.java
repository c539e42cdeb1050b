/** Secrets as a file that a person edits, and what becomes of it. */
@NullMarked
package dev.kist.cli.edit;

import org.jspecify.annotations.NullMarked;
