/** What people install, and the launchers. */
@NullMarked
package dev.kist.dist;

import org.jspecify.annotations.NullMarked;
