/**
 * Secrets of an environment: read, resolved and written by the write protocol of {@code docs/format.md}.
 */
@NullMarked
package dev.kist.internal.secret;

import org.jspecify.annotations.NullMarked;
