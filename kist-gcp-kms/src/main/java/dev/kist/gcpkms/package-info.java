/**
 * Keys that Google Cloud KMS keeps, through Tink's integration. Knows Google Cloud and the contract of key services, no
 * keyring and no store.
 */
@NullMarked
package dev.kist.gcpkms;

import org.jspecify.annotations.NullMarked;
