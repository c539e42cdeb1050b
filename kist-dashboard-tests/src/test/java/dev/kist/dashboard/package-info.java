/** The page, in real browsers and by raw requests, on real stores. */
@NullMarked
package dev.kist.dashboard;

import org.jspecify.annotations.NullMarked;
