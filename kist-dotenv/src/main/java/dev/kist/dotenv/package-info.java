/**
 * Reading and writing {@code .env} files: {@link dev.kist.dotenv.DotenvFile} reads one in any {@link dev.kist.dotenv.Dialect}.
 *
 * {@link dev.kist.dotenv.DotenvWriter} writes one that a named reader, or every common one, reads back to the character.
 *
 * <p>Works on bytes and text alone: it opens no file, asks no environment unless handed a lookup, and runs no command.
 * It depends on no other package. Values never appear in messages or in {@code toString}.
 */
@NullMarked
package dev.kist.dotenv;

import org.jspecify.annotations.NullMarked;
