/**
 * Makes what people install from what the other modules build: the archive of classes, the Java runtime, the packages.
 * Runs in the build alone; nothing of it is part of the program.
 */
@NullMarked
package dev.kist.dist;

import org.jspecify.annotations.NullMarked;
