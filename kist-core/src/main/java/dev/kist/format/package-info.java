/**
 * The stored format, version 1: the documents of the three collections and the bytes that bind an encrypted value
 * to its place. See {@code docs/format.md}. No cryptography lives here and no database.
 */
@NullMarked
package dev.kist.format;

import org.jspecify.annotations.NullMarked;
