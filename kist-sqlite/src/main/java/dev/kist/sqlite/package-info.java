/**
 * The local store: a {@link dev.kist.spi.SecretStore} that keeps its documents in one SQLite file. All SQL of Kist
 * lives here; nothing here knows what is inside a ciphertext.
 */
@NullMarked
package dev.kist.sqlite;

import org.jspecify.annotations.NullMarked;
