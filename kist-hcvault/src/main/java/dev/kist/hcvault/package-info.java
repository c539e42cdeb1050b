/**
 * Keys that the transit engine of HashiCorp Vault keeps, over its HTTP interface. Knows Vault and the contract of key
 * services, no keyring and no store.
 */
@NullMarked
package dev.kist.hcvault;

import org.jspecify.annotations.NullMarked;
