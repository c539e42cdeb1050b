/**
 * The contract that a store fulfils ({@link dev.kist.store.SecretStore}) and the ways in which it fails. Stores hold
 * documents as they are; nothing here sees plaintext.
 */
@NullMarked
package dev.kist.store;

import org.jspecify.annotations.NullMarked;
