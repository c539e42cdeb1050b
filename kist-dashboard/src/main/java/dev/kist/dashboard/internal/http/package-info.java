/**
 * The web server: who is let in, what a request may be, how it is answered. Knows no secret and no page: those come as
 * {@link dev.kist.dashboard.internal.http.Pages}.
 */
@NullMarked
package dev.kist.dashboard.internal.http;

import org.jspecify.annotations.NullMarked;
