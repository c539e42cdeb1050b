/**
 * Which fingerprints are known and what was seen before: the user's own files and the project's. Nothing here encrypts or
 * reaches a store.
 */
@NullMarked
package dev.kist.internal.trust;

import org.jspecify.annotations.NullMarked;
