/** What a person has changed on the page and not saved yet, and how it is saved: all or nothing, never over another's change. */
@NullMarked
package dev.kist.dashboard.internal.draft;

import org.jspecify.annotations.NullMarked;
