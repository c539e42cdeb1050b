/**
 * Where settings come from: flags, environment variables, the files of {@code .kist/}, defaults, in this order; one set of
 * names for all. Nothing here prints.
 */
@NullMarked
package dev.kist.internal.settings;

import org.jspecify.annotations.NullMarked;
