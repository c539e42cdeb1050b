/**
 * Kist in Spring Boot: {@code spring.config.import=kist:} puts an environment's secrets among the application's properties,
 * and they follow when they change. By the front door of the library alone. What is public here is for applications; the
 * rest is found by Spring's own means.
 */
@NullMarked
package dev.kist.spring;

import org.jspecify.annotations.NullMarked;
