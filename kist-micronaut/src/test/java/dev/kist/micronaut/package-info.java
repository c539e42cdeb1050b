@NullMarked
package dev.kist.micronaut;

import org.jspecify.annotations.NullMarked;
