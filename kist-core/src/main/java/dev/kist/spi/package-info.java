/**
 * What a store or a key service implements: the contract of a store ({@link dev.kist.spi.SecretStore}), the documents that it holds as they are,
 * and the contract of a key service ({@link dev.kist.spi.KmsProvider}). Nothing of these sees plaintext or knows a database. And how the
 * local web page is found ({@link dev.kist.spi.PageProvider}).
 */
@NullMarked
package dev.kist.spi;

import org.jspecify.annotations.NullMarked;
