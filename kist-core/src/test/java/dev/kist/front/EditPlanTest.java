// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.set;
import static dev.kist.memory.InMemoryKist.setTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NeededByTemplateException;
import dev.kist.Note;
import dev.kist.Progress;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.WritePlan;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for what a person made of secrets that were read before. */
final class EditPlanTest {
    private final Kist kist;
    private Environment environment;

    EditPlanTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = kist.environment("development");
    }

    @BeforeEach
    void create() {
        environment = made(kist, "development");
        environment.set(name("A"), SecretValue.of("1"), SetOptions.none().note(Note.of("a note")));
        set(environment, "B", "2");
        set(environment, "C", "3");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private Listing read() {
        return environment.list(Loading.all());
    }

    private static Content text(String value) {
        return Content.literal(SecretValue.of(value));
    }

    @Test
    void planEdit_writesJustThat_notesAndDeletionsIncluded() {
        Map<SecretName, Content> wanted = new LinkedHashMap<>();
        wanted.put(name("A"), text("1"));
        wanted.put(name("B"), Content.deletion());
        wanted.put(name("C"), text("3"));
        wanted.put(name("D"), text("4").withNote(Note.of("new")));
        wanted.put(name("NONE"), Content.deletion());

        WritePlan plan = environment.planEdit(read(), wanted);

        assertThat(plan.changed()).containsExactly(name("A"));
        assertThat(plan.removed()).containsExactly(name("B"));
        assertThat(plan.added()).containsExactly(name("D"));
        assertThat(plan.unchanged()).containsExactly(name("C"), name("NONE"));
        assertThat(plan.overtaken()).isEmpty();
        assertThat(plan.mode()).contains(plan.apply(Progress.NONE));
        assertThat(environment.load().require(name("A")).stored().note()).isEmpty();
        assertThat(environment.load().names()).containsExactly("A", "C", "D");
        assertThat(environment.history(name("C")).versions()).hasSize(1);
        environment.restore(List.of(name("B")));
        assertThat(environment.load().get("B")).isEqualTo("2");
    }

    @Test
    void planEdit_ofWhatOthersWroteSince_tellsIt_andCannotBeApplied() {
        Listing read = read();
        set(environment, "A", "theirs");
        environment.delete(List.of(name("B")), false);
        set(environment, "C", "ours, too");
        set(environment, "D", "theirs");
        Map<SecretName, Content> wanted = new LinkedHashMap<>();
        wanted.put(name("A"), text("ours"));
        wanted.put(name("B"), text("ours"));
        wanted.put(name("C"), text("ours, too"));
        wanted.put(name("D"), text("ours"));

        WritePlan plan = environment.planEdit(read, wanted);

        assertThat(plan.overtaken().keySet()).containsExactly(name("A"), name("B"), name("D"));
        assertThat(plan.overtaken().get(name("A")).orElseThrow().version()).isEqualTo(2);
        assertThat(plan.overtaken().get(name("B")).orElseThrow().isDeleted()).isTrue();
        assertThatThrownBy(() -> plan.apply(Progress.NONE))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.names()).hasSize(3));
        assertThat(environment.load().get("A")).isEqualTo("theirs");

        environment.planEdit(read(), wanted).apply(Progress.NONE);
        assertThat(environment.load().get("A")).isEqualTo("ours");
        assertThat(environment.load().get("B")).isEqualTo("ours");
    }

    @Test
    void planEdit_whereSomeoneWritesAfterThePlan_isAConflict() {
        WritePlan plan = environment.planEdit(read(), Map.of(name("A"), text("ours"), name("B"), Content.deletion()));
        set(environment, "B", "theirs");
        assertThatThrownBy(() -> plan.apply(Progress.NONE))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.names()).containsExactly(name("B")));
        assertThat(environment.load().get("B")).isEqualTo("theirs");
    }

    @Test
    void planEdit_thatTakesAwayWhatATemplateNeeds_isRefused() {
        setTemplate(environment, "URL", "x://${B}");
        WritePlan plan = environment.planEdit(read(), Map.of(name("B"), Content.deletion()));
        assertThatThrownBy(() -> plan.apply(Progress.NONE)).isInstanceOf(NeededByTemplateException.class);
        assertThat(environment.load().get("URL")).isEqualTo("x://2");
    }
}
