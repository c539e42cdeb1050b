@NullMarked
package dev.kist.junit;

import org.jspecify.annotations.NullMarked;
