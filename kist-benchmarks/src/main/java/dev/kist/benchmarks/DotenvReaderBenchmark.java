// SPDX-License-Identifier: Apache-2.0
package dev.kist.benchmarks;

import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a file of 50 MB: 1,000 ms and less is 50 MB/s and more. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g", "-Xmn1500m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DotenvReaderBenchmark {
    private static final int SIZE = 50_000_000;

    /** Whose rules. */
    @Param({"KIST", "NODE", "PYTHON", "COMPOSE", "DOCKER"})
    public Dialect dialect = Dialect.KIST;

    /** What the file consists of. */
    @Param({"ORDINARY", "SHORT", "QUOTED", "REFERENCES"})
    public Shape shape = Shape.ORDINARY;

    private byte[] content = {};

    /** The lines that a file repeats; {@code %1$d} is a number that rises. */
    public enum Shape {
        /** Lines as they are in real files. */
        ORDINARY(
                "# Where it is%nSERVICE_%1$d_URL=https://host-%1$d.example.com:5432/db?ssl=true%nKEY_%1$d=\"a b c d\" # why%n"),
        /** More than two million entries. */
        SHORT("KEY_%1$d=value_%1$d%n"),
        /** Lines to unescape. */
        QUOTED("KEY_%1$d=\"-----BEGIN KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\n-----END KEY-----\\n\"%n"),
        /** Every second entry refers to the one before it. */
        REFERENCES("HOST_%1$d=host-%1$d.example.com%nURL_%1$d=https://${HOST_%1$d}/path%n");

        private final String lines;

        Shape(String lines) {
            this.lines = lines;
        }
    }

    /** Makes the file. */
    @Setup
    public void write() {
        StringBuilder text = new StringBuilder(SIZE + 1000);
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(shape.lines.formatted(i));
        }
        content = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the file. */
    @Benchmark
    public DotenvFile parse() {
        return DotenvFile.parse(content, DotenvOptions.of("benchmark").withDialect(dialect));
    }
}
