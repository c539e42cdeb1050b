/** Keys that AWS KMS keeps, through Tink's integration. Knows AWS and the contract of key services, no keyring and no store. */
@NullMarked
package dev.kist.awskms;

import org.jspecify.annotations.NullMarked;
