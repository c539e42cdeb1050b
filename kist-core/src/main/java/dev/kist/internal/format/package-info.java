/**
 * The bytes of the stored format, section by section of {@code docs/format.md}: associated data and what is sealed. No
 * cryptography lives here.
 */
@NullMarked
package dev.kist.internal.format;

import org.jspecify.annotations.NullMarked;
