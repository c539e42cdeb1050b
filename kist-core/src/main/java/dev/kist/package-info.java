/**
 * What a program types: {@link dev.kist.Kist} opens a store, {@link dev.kist.Environment} has everything that can be done to one
 * environment, and the rest are the values that they take and the results and exceptions that they give. Names here are a
 * promise. Depends on no other package; {@code dev.kist.internal.door} implements it.
 */
@NullMarked
package dev.kist;

import org.jspecify.annotations.NullMarked;
