/**
 * Kist's page: a small server on the loopback address that shows a store in the browser of whoever started it.
 * {@link dev.kist.dashboard.Dashboard} is the one entry. All else is internal.
 *
 * <p>Packages point one way: {@code http} knows no secret, {@code sheet} and {@code draft} no page, {@code page} all of them.
 */
@NullMarked
package dev.kist.dashboard;

import org.jspecify.annotations.NullMarked;
