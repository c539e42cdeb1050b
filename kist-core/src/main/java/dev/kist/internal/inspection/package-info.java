/** Looks at everything that can be wrong: settings, files, git, keys, store, environment, secrets. Changes nothing. */
@NullMarked
package dev.kist.internal.inspection;

import org.jspecify.annotations.NullMarked;
