/** Tests of the test support, on real processes. */
@NullMarked
package dev.kist.testing;

import org.jspecify.annotations.NullMarked;
