/** Tests of keys that Cloud KMS keeps: the real client against an endpoint on this machine that speaks its protocol. */
@NullMarked
package dev.kist.gcpkms;

import org.jspecify.annotations.NullMarked;
