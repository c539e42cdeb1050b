// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.internal.format.ByteFields;
import java.util.HexFormat;

/** The 16 hex digits that people know a key by: section "Keys" of {@code docs/format.md}. */
final class KeyId {
    private KeyId() {}

    static String of(byte[] publicKey) {
        byte[] hash =
                Sha256.of(ByteFields.text("kist:v1:key-id").bytes(publicKey).toByteArray());
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
