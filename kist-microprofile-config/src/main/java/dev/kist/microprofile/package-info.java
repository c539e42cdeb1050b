/**
 * Kist as a source of MicroProfile Config, found by the service loader. Where SmallRye Config is, as in Quarkus, its own
 * settings come from the sources below it; elsewhere from system properties, environment variables and {@code
 * META-INF/microprofile-config.properties}. By the front door of the library alone.
 */
@NullMarked
package dev.kist.microprofile;

import org.jspecify.annotations.NullMarked;
