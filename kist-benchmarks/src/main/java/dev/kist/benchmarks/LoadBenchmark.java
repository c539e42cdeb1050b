// SPDX-License-Identifier: Apache-2.0
package dev.kist.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.Snapshot;
import dev.kist.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads all secrets of an environment, each with five former versions, beside the bare driver, which fetches the same fields
 * into a list in the same run: {@code load} is to take at most 1.2 times as long.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
public class LoadBenchmark {
    private static final List<String> FIELDS = List.of(
            "key",
            "value",
            "environment",
            "created_at",
            "updated_at",
            "version",
            "updated_by",
            "revision",
            "template",
            "deleted",
            "note",
            "binary");
    private static final int FORMER_VERSIONS = 5;

    /** How many secrets. */
    @Param({"1000", "10000"})
    public int secrets = 1000;

    private @Nullable Kist kist;
    private @Nullable Environment environment;
    private @Nullable MongoClient client;
    private @Nullable MongoCollection<Document> collection;

    /** Fills an environment on the server of the tests. */
    @Setup
    public void fill() throws IOException {
        String uri = MongoServer.shared().uri();
        String name = "load_" + System.nanoTime();
        Path home = Files.createTempDirectory("kist-benchmark");
        KistOptions options = KistOptions.builder()
                .variables(Map.of(
                        "HOME", home.toString(), "XDG_CONFIG_HOME", home.toString(), "XDG_STATE_HOME", home.toString()))
                .directory(home)
                .mongoDbUri(uri)
                .database("benchmark")
                .collection(name)
                .environment("production")
                .key(Kist.newKey().exposeSecretKey())
                .build();
        kist = Kist.open(options);
        environment = kist.environment();
        environment.create();
        for (int version = 0; version <= FORMER_VERSIONS; version++) {
            Map<SecretName, Secret.Content> contents = new TreeMap<>();
            for (int i = 0; i < secrets; i++) {
                SecretValue value = SecretValue.of("https://host-" + i + ".example.com/path?version=" + version);
                contents.put(SecretName.parse("SECRET_" + i), Secret.Content.literal(value));
            }
            environment.plan(contents).apply(Progress.NONE);
        }
        client = MongoClients.create(uri);
        collection = client.getDatabase("benchmark").getCollection(name);
    }

    /** Closes what is open; the server goes with the JVM. */
    @TearDown
    public void close() {
        if (kist != null && client != null) {
            client.getDatabase("benchmark").drop();
            client.close();
            kist.close();
        }
    }

    /** Kist: fetched, checked, decrypted, templates resolved. */
    @Benchmark
    public Snapshot load() {
        if (environment == null) {
            throw new IllegalStateException();
        }
        return environment.load();
    }

    /** The driver alone: the same fields, into a list. */
    @Benchmark
    public List<Document> bareDriver() {
        if (collection == null) {
            throw new IllegalStateException();
        }
        return collection
                .find(Filters.eq("environment", "production"))
                .projection(Projections.include(FIELDS))
                .sort(Sorts.ascending("key"))
                .into(new ArrayList<>());
    }
}
