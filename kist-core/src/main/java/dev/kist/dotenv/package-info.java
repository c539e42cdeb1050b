/**
 * Reading and writing {@code .env} files: {@link dev.kist.dotenv.DotenvFile} reads one in any {@link dev.kist.dotenv.Dialect}.
 *
 * <p>Works on bytes and text alone: it opens no file, asks no environment unless handed a lookup, runs no command, and
 * knows nothing of stores, keys or encryption. Values never appear in messages or in {@code toString}.
 */
@NullMarked
package dev.kist.dotenv;

import org.jspecify.annotations.NullMarked;
