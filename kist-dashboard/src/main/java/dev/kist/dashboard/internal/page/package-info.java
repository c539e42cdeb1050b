/**
 * The pages: each reads what it shows by {@code dev.kist}, and is a template of {@code src/main/jte}. Text of a store reaches
 * HTML by these templates alone, which escape it for the place where it stands.
 */
@NullMarked
package dev.kist.dashboard.internal.page;

import org.jspecify.annotations.NullMarked;
