/**
 * Keys, keyrings and all cryptography. The only package that imports Tink; configurations are explicit, the global
 * registry is never used.
 */
@NullMarked
package dev.kist.internal.keyring;

import org.jspecify.annotations.NullMarked;
