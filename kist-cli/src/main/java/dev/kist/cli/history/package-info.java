/** What changed, when and by whom: looking at versions, comparing, rolling back and pruning. */
@NullMarked
package dev.kist.cli.history;

import org.jspecify.annotations.NullMarked;
