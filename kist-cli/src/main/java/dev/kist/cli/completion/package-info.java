/** What shells read to complete commands, made from their description. Nothing is asked of a store. */
@NullMarked
package dev.kist.cli.completion;

import org.jspecify.annotations.NullMarked;
