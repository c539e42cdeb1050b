/**
 * Measurements of what has to be fast. Nothing else depends on them and no test runs them.
 *
 * <p>{@code mvn -q -pl kist-benchmarks -am package -DskipTests && java -jar kist-benchmarks/target/kist-benchmarks.jar}
 */
@NullMarked
package dev.kist.benchmarks;

import org.jspecify.annotations.NullMarked;
