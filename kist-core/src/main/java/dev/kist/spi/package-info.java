/**
 * What a store or a key service implements: the contract of a store ({@link dev.kist.spi.SecretStore}), the documents that it holds as they are,
 * and the contract of a key service ({@link dev.kist.spi.KmsProvider}). Nothing here sees plaintext or knows a database.
 */
@NullMarked
package dev.kist.spi;

import org.jspecify.annotations.NullMarked;
