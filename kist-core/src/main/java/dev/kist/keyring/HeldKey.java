package dev.kist.keyring;

/** A key at hand, which opens environments: a secret key itself, or the address of one that a service keeps. */
public sealed interface HeldKey permits SecretKey, KeyAddress {
    /** What others may know of it. */
    PublicKey publicKey();
}
