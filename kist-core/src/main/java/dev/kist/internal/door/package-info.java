/**
 * What is behind the front door: each use case of {@code dev.kist} put together from the packages below. Nothing here
 * encrypts, and nothing here knows a database.
 */
@NullMarked
package dev.kist.internal.door;

import org.jspecify.annotations.NullMarked;
