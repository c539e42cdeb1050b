// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

/**
 * A document that Kist cannot read: not written by it, or changed by other hands since. It is named, never overwritten.
 *
 * @param key the name as the document has it, or a text that stands for it
 * @param why what is wrong with it, as the end of a sentence; holds no value
 */
public record ForeignDocument(String key, String why) implements StoredDocument {}
