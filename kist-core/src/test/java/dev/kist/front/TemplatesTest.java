// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static dev.kist.memory.InMemoryKist.setTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ChangedKind;
import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.Loading;
import dev.kist.NeededByTemplateException;
import dev.kist.Progress;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.SetOptions.Reading;
import dev.kist.Snapshot;
import dev.kist.TemplateException;
import dev.kist.TemplateException.Problem;
import dev.kist.TemplateOrTextException;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write does to templates is said at once, and stops it unless it is forced. */
final class TemplatesTest {
    private static final SetOptions TEMPLATE = SetOptions.none().reading(Reading.TEMPLATE);

    private final Kist kist;
    private Environment environment;

    TemplatesTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = kist.environment("development");
    }

    @BeforeEach
    void create() {
        environment = made(kist, "development");
        set(environment, "HOST", "db");
        setTemplate(environment, "URL", "mongodb://${HOST}");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    @Test
    void set_ofATemplateWithAMissingName_isRefused() {
        assertThatThrownBy(() -> setTemplate(environment, "NEW", "${NOWHERE}"))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.MISSING);
                    assertThat(e.path()).isEqualTo(names("NEW", "NOWHERE"));
                });
        assertThat(environment.load().names()).doesNotContain("NEW");
    }

    @Test
    void set_ofATemplateWithAMissingName_forced_isWritten() {
        environment.set(name("NEW"), SecretValue.of("${NOWHERE}"), TEMPLATE.force());

        assertThat(environment.list(Loading.all()).secrets()).hasSize(3);
    }

    @Test
    void set_thatClosesACircle_isRefused() {
        assertThatThrownBy(() -> setTemplate(environment, "HOST", "${URL}"))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CIRCLE));
        assertThatThrownBy(() -> setTemplate(environment, "SELF", "${SELF}"))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CIRCLE));
    }

    @Test
    void set_ofBytesThatATemplateNeeds_isRefused() {
        assertThatThrownBy(() -> environment.set(name("HOST"), SecretValue.ofBytes(new byte[] {0}), SetOptions.none()))
                .isInstanceOf(NeededByTemplateException.class);
    }

    @Test
    void set_ofAMalformedTemplate_isRefused() {
        assertThatThrownBy(() -> setTemplate(environment, "NEW", "${NO NAME}"))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MALFORMED));
    }

    @Test
    void setAgain_withoutABrace_makesItText_andSaysSo() {
        Written written = set(environment, "URL", "mongodb://other");

        assertThat(written.changedKind()).contains(new ChangedKind(Kind.TEMPLATE, Kind.LITERAL));
        assertThat(written.secret().isTemplate()).isFalse();
    }

    @Test
    void setAgain_withABrace_wantsToKnow() {
        assertThatThrownBy(() -> set(environment, "URL", "x${HOST}")).isInstanceOf(TemplateOrTextException.class);

        environment.set(name("URL"), SecretValue.of("x${HOST}"), TEMPLATE);
        assertThat(environment.load().get("URL")).isEqualTo("xdb");
        environment.set(
                name("URL"), SecretValue.of("x${HOST}"), SetOptions.none().reading(Reading.LITERAL));
        assertThat(environment.load().get("URL")).isEqualTo("x${HOST}");
    }

    @Test
    void delete_ofWhatATemplateNeeds_isRefused_unlessForced() {
        assertThatThrownBy(() -> environment.delete(names("HOST"), false))
                .isInstanceOfSatisfying(NeededByTemplateException.class, e -> {
                    assertThat(e.needed()).isEqualTo(name("HOST"));
                    assertThat(e.template()).isEqualTo(name("URL"));
                    assertThat(e.environment()).isEqualTo(environment.name());
                });
        assertThat(environment.load().get("HOST")).isEqualTo("db");

        environment.delete(names("HOST"), true);
        assertThatThrownBy(() -> environment.load()).isInstanceOf(TemplateException.class);
    }

    @Test
    void delete_ofBothAtOnce_isFine() {
        environment.delete(names("HOST", "URL"), false);

        assertThat(environment.load().names()).isEmpty();
    }

    @Test
    void delete_whereATemplateIsBrokenAlready_isFine() {
        environment.set(name("BROKEN"), SecretValue.of("${HOST}${NOWHERE}"), TEMPLATE.force());
        environment.delete(names("URL"), false);

        environment.delete(names("HOST"), false);

        assertThat(environment.list(Loading.all()).secrets()).hasSize(1);
    }

    @Test
    void purge_ofWhatATemplateNeeds_isRefused_unlessForced() {
        assertThatThrownBy(() -> environment.planPurge(name("HOST"), false))
                .isInstanceOf(NeededByTemplateException.class);

        environment.planPurge(name("HOST"), true).apply();
        assertThat(environment.list(Loading.all()).secrets()).hasSize(1);
    }

    @Test
    void rollback_toATemplateThatIsBrokenByNow_isRefused_unlessForced() {
        set(environment, "URL", "literal");
        environment.delete(names("HOST"), false);

        assertThatThrownBy(() -> environment.rollback(name("URL"), 1, false)).isInstanceOf(TemplateException.class);
        assertThat(environment.load().get("URL")).isEqualTo("literal");
        assertThat(environment.rollback(name("URL"), 1, true).secret().version())
                .isEqualTo(3);
    }

    @Test
    void rollback_ofALiteralToATemplate_thatClosesACircle_isRefused() {
        set(environment, "A", "a");
        setTemplate(environment, "B", "${A}");
        set(environment, "B", "b");
        setTemplate(environment, "A", "${B}");

        assertThatThrownBy(() -> environment.rollback(name("B"), 1, false)).isInstanceOf(TemplateException.class);
    }

    @Test
    void rename_ofWhatATemplateNeeds_isRefused() {
        assertThatThrownBy(() -> environment.rename(name("HOST"), name("DB_HOST")))
                .isInstanceOf(NeededByTemplateException.class);
        assertThat(environment.load().names()).containsExactly("HOST", "URL");
    }

    @Test
    void copy_ofATemplateWithoutWhatItNeeds_saysSo_andIsRefusedUnlessForced() {
        Environment production = made(kist, "production");

        WritePlan plan = production.planCopy(environment, Loading.of(name("URL")));

        assertThat(plan.broken()).singleElement().isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> plan.apply(Progress.NONE)).isInstanceOf(TemplateException.class);
        assertThat(production.list(Loading.all()).secrets()).isEmpty();
        plan.force().apply(Progress.NONE);
        assertThat(production.list(Loading.all()).secrets()).hasSize(1);
    }

    @Test
    void plan_thatReplacesWhatATemplateNeeds_isRefused() {
        WritePlan plan = environment.plan(Map.of(name("HOST"), Content.template(SecretValue.of("${URL}"))));

        assertThat(plan.broken()).isNotEmpty();
        assertThatThrownBy(() -> plan.apply(Progress.NONE)).isInstanceOf(TemplateException.class);
        assertThat(environment.load().get("HOST")).isEqualTo("db");
    }

    @Test
    void load_ofSomeNames_resolvesOnlyWhatTheyNeed() {
        environment.set(name("BROKEN"), SecretValue.of("${NOWHERE}"), TEMPLATE.force());

        assertThat(environment.load(Loading.of(name("URL"))).get("URL")).isEqualTo("mongodb://db");
        assertThat(environment.load(Loading.of(name("HOST"))).get("HOST")).isEqualTo("db");
        assertThatThrownBy(() -> environment.load(Loading.of(name("BROKEN")))).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> environment.load()).isInstanceOf(TemplateException.class);
    }

    @Test
    void load_skippingUnreadable_leavesBrokenTemplatesOut_andSaysSo() {
        environment.set(name("BROKEN"), SecretValue.of("${NOWHERE}"), TEMPLATE.force());
        environment.set(name("LOOP"), SecretValue.of("${LOOP}"), TEMPLATE.force());

        Snapshot snapshot = environment.load(Loading.all().skippingUnreadable());

        assertThat(snapshot.names()).containsExactly("HOST", "URL");
        assertThat(snapshot.unreadable()).hasSize(2).allMatch(TemplateException.class::isInstance);
    }

    @Test
    void load_ofTemplatesThatGrowTogether_isRefusedBeforeTheMemoryIsUsed() {
        set(environment, "BIG", "x".repeat(1024 * 1024 - 10));
        List<SecretValue> values = List.of(SecretValue.of("${BIG}"));
        for (int i = 0; i < 70; i++) {
            environment.set(name("T" + i), values.get(0), TEMPLATE.force());
        }

        assertThatThrownBy(() -> environment.load())
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TOO_LARGE));
        assertThat(environment.load(Loading.of(name("T1"))).get("T1")).hasSize(1024 * 1024 - 10);
    }

    @Test
    void set_ofALargeValue_thatMakesATemplateTooLarge_isRefused() {
        setTemplate(environment, "TWICE", "${HOST}${HOST}");

        assertThatThrownBy(() -> set(environment, "HOST", "x".repeat(600 * 1024)))
                .isInstanceOfSatisfying(TemplateException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.TOO_LARGE);
                    assertThat(e.path()).isEqualTo(names("TWICE"));
                });
    }
}
