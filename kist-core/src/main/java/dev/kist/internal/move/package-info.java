/** Moves all that one store holds to another, as it is stored. Nothing here decrypts. */
@NullMarked
package dev.kist.internal.move;

import org.jspecify.annotations.NullMarked;
