package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.MovePlan;
import dev.kist.Progress;
import dev.kist.Sight.Trust;
import dev.kist.memory.InMemoryDocuments;
import dev.kist.memory.InMemoryKist;
import dev.kist.memory.InMemoryStore;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything of a local store goes to a shared one, byte for byte. */
final class MoveTest {
    private final InMemoryKist here;
    private final InMemoryKist there;
    private final Kist source;
    private final Kist target;

    MoveTest(@TempDir Path home) throws Exception {
        Files.createDirectory(home.resolve(".kist"));
        here = InMemoryKist.in(home);
        there = here.withAnotherStore();
        source = here.open();
        target = Kist.open(there.sharedOptions().build());
    }

    @BeforeEach
    void write() {
        Environment development = made(source, "development");
        set(development, "A", "one");
        set(development, "A", "two");
        set(development, "B", "b");
        development.delete(names("B"), false);
        made(source, "production");
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static List<Object> all(InMemoryKist of, String environment) {
        InMemoryStore store = new InMemoryStore(of.documents());
        Selection selection = Selection.all(EnvironmentName.parse(environment));
        List<Object> all = new ArrayList<>();
        store.findEnvironment(selection.environment(), Freshness.PRIMARY).ifPresent(all::add);
        store.findSecrets(selection, Freshness.PRIMARY, all::add);
        store.findHistory(selection, Freshness.PRIMARY, all::add);
        return all;
    }

    private void assertMoved() {
        for (String environment : List.of("development", "production")) {
            assertThat(all(there, environment))
                    .isEqualTo(all(here, environment))
                    .isNotEmpty();
        }
        Environment moved = target.environment("development");
        assertThat(moved.load().get("A")).isEqualTo("two");
        assertThat(moved.history(name("A")).versions()).hasSize(2);
        assertThat(moved.sight().trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void move_takesEverything_byteForByte_andItsTrust() {
        List<Long> progress = new ArrayList<>();

        MovePlan plan = source.planMove(target);
        assertThat(plan.environments())
                .containsExactly(EnvironmentName.parse("development"), EnvironmentName.parse("production"));
        assertThat(plan.documents()).isEqualTo(6);
        plan.apply((done, total) -> progress.add(done));

        assertThat(progress).isSorted().endsWith(6L);
        try (Kist reopened = Kist.open(there.sharedOptions().build())) {
            assertThat(reopened.environment("production").sight().trust()).isEqualTo(Trust.TRUSTED);
        }
        assertThat(plan.retireSource()).isEmpty();
    }

    @Test
    void move_again_isFine() {
        source.planMove(target).apply(Progress.NONE);

        source.planMove(target).apply(Progress.NONE);

        for (String environment : List.of("development", "production")) {
            assertThat(all(there, environment)).isEqualTo(all(here, environment));
        }
    }

    @Test
    void move_stoppedAnywhere_isCompletedByAnother_evenWhereTheSourceWentOn() {
        InMemoryDocuments documents = there.documents();
        for (int changes = 0; changes < 4; changes++) {
            documents.failAfter(changes);
            assertThatThrownBy(() -> source.planMove(target).apply(Progress.NONE))
                    .isInstanceOf(IllegalStateException.class);
            documents.failAfter(Long.MAX_VALUE);
            if (target.environmentNames().isEmpty()) {
                set(source.environment("development"), "A", "more");
                set(source.environment("development"), "A", "two");
            }
        }

        source.planMove(target).apply(Progress.NONE);

        for (String environment : List.of("development", "production")) {
            assertThat(all(there, environment)).isEqualTo(all(here, environment));
        }
    }

    @Test
    void move_toATargetWithOtherEnvironments_isRefused() {
        made(target, "staging");

        assertThatThrownBy(() -> source.planMove(target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("staging");
        assertThat(target.environmentNames()).hasSize(1);
    }

    @Test
    void move_toATargetWithAnotherOneOfThatName_isRefused() {
        made(target, "production");

        assertThatThrownBy(() -> source.planMove(target)).isInstanceOf(InvalidInputException.class);
        assertThat(target.environmentNames()).hasSize(1);
    }

    @Test
    void move_toItself_isRefused() {
        assertThatThrownBy(() -> source.planMove(source)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void moved_environments_areWrittenThere() {
        source.planMove(target).apply(Progress.NONE);

        assertMoved();
        set(target.environment("development"), "A", "three");
        assertThat(target.environment("development").history(name("A")).versions())
                .hasSize(3);
    }
}
