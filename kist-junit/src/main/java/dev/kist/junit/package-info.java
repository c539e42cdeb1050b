/**
 * A Kist for tests: {@link dev.kist.junit.KistExtension} gives one in memory, with given values. Nothing here belongs on
 * the class path of a program that is not a test.
 */
@NullMarked
package dev.kist.junit;

import org.jspecify.annotations.NullMarked;
