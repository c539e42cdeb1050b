/** Environments, and the project and the store that they belong to: making, listing, choosing, moving and removing them. */
@NullMarked
package dev.kist.cli.environment;

import org.jspecify.annotations.NullMarked;
