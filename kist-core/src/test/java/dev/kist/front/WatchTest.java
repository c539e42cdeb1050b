// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static dev.kist.memory.InMemoryKist.setTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.Label;
import dev.kist.Members;
import dev.kist.NoKeyException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Progress;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Watch;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch tells of values that have really changed, in order, until it is closed. */
final class WatchTest {
    private final InMemoryKist setup;
    private final List<String> warnings = new ArrayList<>();
    private final Kist kist;
    private final Environment environment;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Told(Snapshot now, SortedSet<SecretName> changed) {}

    WatchTest(@TempDir Path home) {
        this.setup = InMemoryKist.in(home);
        this.kist = Kist.open(setup.options().onWarning(warnings::add).build());
        this.environment = made(kist, "development");
    }

    @AfterEach
    void close() {
        kist.close();
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kist-watch"))
                .toList();
    }

    private void tell(Snapshot now, SortedSet<SecretName> changed) {
        told.add(new Told(now, changed));
    }

    private Told next() throws InterruptedException {
        @Nullable Told next = told.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return Objects.requireNonNull(next);
    }

    @Test
    void change_isToldWithinASecond_withAllThatApplies() throws Exception {
        set(environment, "A", "1");
        try (Watch watch = environment.watch(this::tell)) {
            set(environment, "B", "2");

            @Nullable Told first = told.poll(1, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(first.changed()).containsExactly(name("B"));
            assertThat(first.now().asMap()).containsEntry("A", "1").containsEntry("B", "2");
            assertThat(watch.current().get("B")).isEqualTo("2");
            assertThat(watch.lastSeen()).isPresent();
            assertThat(watch.failure()).isEmpty();
        }
    }

    @Test
    void change_beforeTheWatchBegan_isToldToo() throws Exception {
        Snapshot known = environment.load();
        set(environment, "A", "1");

        try (Watch watch = environment.watch(known, this::tell)) {
            assertThat(next().changed()).containsExactly(name("A"));
            assertThat(watch.current().get("A")).isEqualTo("1");
        }
    }

    @Test
    void whatChangesNoValue_isNotTold() throws Exception {
        set(environment, "A", "1");
        setTemplate(environment, "T", "${A}");
        try (Watch watch = environment.watch(this::tell)) {
            environment.setNote(name("A"), Optional.of(Note.of("note")));
            environment.rotate(Progress.NONE);
            made(kist, "other");
            set(kist.environment("other"), "X", "y");
            set(environment, "A", "2");

            Told first = next();
            assertThat(first.changed()).isEqualTo(Set.copyOf(names("A", "T")));
            assertThat(watch.current().get("T")).isEqualTo("2");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void deletion_isTold_andTheSupplierSaysSo() throws Exception {
        set(environment, "A", "1");
        try (Watch watch = environment.watch(this::tell)) {
            Supplier<String> current = watch.supplier("A");
            assertThat(current.get()).isEqualTo("1");
            set(environment, "A", "2");
            next();
            assertThat(current.get()).isEqualTo("2");

            environment.delete(names("A"), false);
            assertThat(next().changed()).containsExactly(name("A"));
            assertThatThrownBy(current::get).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void storeAway_keepsWhatThereWas_andCatchesUp() throws Exception {
        set(environment, "A", "1");
        try (Watch watch = environment.watch(this::tell)) {
            setup.documents().failReads(true);
            set(environment, "A", "2");
            while (watch.failure().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(watch.current().get("A")).isEqualTo("1");
            setup.documents().failReads(false);

            assertThat(next().now().get("A")).isEqualTo("2");
            assertThat(watch.failure()).isEmpty();
        }
    }

    @Test
    void keyTakenAway_keepsWhatThereWas_andSaysWhy() throws Exception {
        set(environment, "A", "1");
        // Whoever takes the key away goes on with what they have until the end: it has to be somebody else.
        try (Watch watch = environment.watch(this::tell);
                Kist colleague = setup.open()) {
            Members members = colleague.environment("development").members();
            members.add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));
            members.planRemoval(members.list().get(0)).withoutWaiting().apply(Renewal.NEW, Progress.NONE);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (watch.failure().isEmpty()) {
                assertThat(System.nanoTime()).as("until it is told").isLessThan(deadline);
                Thread.sleep(20);
            }
            assertThat(watch.failure()).get().isInstanceOf(NoKeyException.class);
            assertThat(watch.supplier("A").get()).isEqualTo("1");
            assertThatThrownBy(environment::load).isInstanceOf(NoKeyException.class);
        }
    }

    @Test
    void close_ofKist_endsWatches() {
        Watch watch = environment.watch(this::tell);
        assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);

        kist.close();

        assertThat(threads()).isEmpty();
        watch.close();
        assertThat(watch.current().names()).isEmpty();
    }

    @Test
    void watch_thatIsClosed_saysSo_whoeverClosedIt() {
        Watch closed = environment.watch(this::tell);
        Watch left = environment.watch(this::tell);
        Thread.currentThread().interrupt();
        closed.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed.failure())
                .get()
                .hasToString("dev.kist.StoreUnavailableException: the watch of development is closed");
        assertThat(left.failure()).isEmpty();

        kist.close();

        assertThat(threads()).isEmpty();
        assertThat(left.failure()).get().asString().endsWith("is closed");
    }

    @Test
    void watch_andSupplier_refuseAtOnceWhatCannotWork() {
        assertThatThrownBy(() -> environment.watch(environment.load(), nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("listener");
        try (Watch watch = environment.watch(this::tell)) {
            assertThatThrownBy(() -> watch.supplier("A B")).isInstanceOf(InvalidInputException.class);
        }
        assertThat(warnings).isEmpty();
    }

    /** What a program without annotations may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
