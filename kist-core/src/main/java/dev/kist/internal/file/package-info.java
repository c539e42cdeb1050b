/**
 * Files of Kist's own: who else may change or read them, and how they are written. Nothing here knows what is in them.
 */
@NullMarked
package dev.kist.internal.file;

import org.jspecify.annotations.NullMarked;
