/** Tests of keys that Vault keeps, against a server on this machine that speaks its transit engine's interface. */
@NullMarked
package dev.kist.hcvault;

import org.jspecify.annotations.NullMarked;
