/**
 * Environments of one store: opened, created, changed and removed, each by one write of its document.
 */
@NullMarked
package dev.kist.internal.environment;

import org.jspecify.annotations.NullMarked;
