// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** No setting says which store to use. */
public final class NoStoreException extends KistException {
    private static final long serialVersionUID = 1L;

    /** Where {@code isLocalStoreAllowed}, there is no local store either. */
    public NoStoreException(boolean isLocalStoreAllowed) {
        super(
                Reason.INVALID_INPUT,
                isLocalStoreAllowed
                        ? "no store is set: KIST_MONGODB_URI is not set, and there is no local store here"
                        : "no store is set: KIST_MONGODB_URI is not set",
                isLocalStoreAllowed
                        ? "set KIST_MONGODB_URI"
                        : "set it; a local store is used only with KistOptions.allowLocalStore()",
                null);
    }
}
