/**
 * Where settings come from: flags, environment variables, the files of {@code .kist/}, defaults, in this order; one set of
 * names for all. Used by the command line, the library and the framework integrations alike. Nothing here prints.
 */
@NullMarked
package dev.kist.settings;

import org.jspecify.annotations.NullMarked;
