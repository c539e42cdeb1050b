// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

/** What a store found in a place of a secret: a document of Kist, or something else. */
public sealed interface StoredDocument permits SecretDocument, ForeignDocument {
    /** The name as the document has it, for messages; not necessarily a valid one. */
    String key();
}
