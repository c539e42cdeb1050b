/** Secrets one by one: setting, showing, listing, looking for, deleting, restoring and renaming them. */
@NullMarked
package dev.kist.cli.secret;

import org.jspecify.annotations.NullMarked;
