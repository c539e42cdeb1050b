/** Tests of keys that AWS KMS keeps: the real client against an endpoint on this machine that speaks its protocol. */
@NullMarked
package dev.kist.awskms;

import org.jspecify.annotations.NullMarked;
