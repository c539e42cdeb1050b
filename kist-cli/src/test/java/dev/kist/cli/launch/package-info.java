/** Tests of the launcher {@code kist} in a clone's root, with a Java and a Maven that only note how they were called. */
@NullMarked
package dev.kist.cli.launch;

import org.jspecify.annotations.NullMarked;
