// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

/** What opens environments, in age's words: a secret key at hand, or a key that a service keeps. */
public sealed interface Identity permits X25519Identity, KmsIdentity {
    /** What keyrings are wrapped for so that this identity opens them. */
    Recipient recipient();
}
