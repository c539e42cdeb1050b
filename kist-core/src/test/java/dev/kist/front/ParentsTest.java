// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.names;
import static dev.kist.memory.InMemoryKist.set;
import static dev.kist.memory.InMemoryKist.setTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.Loading;
import dev.kist.Log.EventEntry;
import dev.kist.Member;
import dev.kist.NewKey;
import dev.kist.NotFoundException;
import dev.kist.Parent;
import dev.kist.ParentException;
import dev.kist.ParentException.Problem;
import dev.kist.ParentPlan;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.TemplateException;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment is given a parent, another one, and none. */
final class ParentsTest {
    private final Kist kist;
    private final Environment base;
    private final Environment production;

    ParentsTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.base = made(kist, "base");
        this.production = made(kist, "production");
        set(base, "HOST", "base");
        set(base, "PORT", "1");
        set(production, "PORT", "2");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private static ParentPlan inherit(Environment child, Environment parent) {
        ParentPlan plan = child.planParent(parent.name());
        plan.apply();
        return plan;
    }

    private static List<EnvironmentName> parentsOf(Environment child) {
        return child.parents().stream().map(Parent::environment).toList();
    }

    private List<String> events() {
        return production.log().entries().stream()
                .filter(EventEntry.class::isInstance)
                .map(EventEntry.class::cast)
                .map(event -> event.kind()
                        + event.detail("environment").map(name -> " " + name).orElse(""))
                .toList();
    }

    private static void assertProblem(Problem problem, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(ParentException.class, e -> assertThat(e.problem())
                .isEqualTo(problem));
    }

    @Test
    void parent_thatIsSet_lendsItsSecrets_andOneThatIsDroppedDoesNot() {
        assertThat(production.parents()).isEmpty();

        ParentPlan plan = inherit(production, base);

        assertThat(plan.before()).isEmpty();
        assertThat(plan.after()).contains(new Parent(base.name(), base.sight().fingerprint()));
        assertThat(production.parents()).containsExactly(plan.after().orElseThrow());
        assertThat(production.load().asMap()).isEqualTo(Map.of("HOST", "base", "PORT", "2"));
        assertThat(base.load().get("PORT")).isEqualTo("1");

        production.planNoParent().apply();

        assertThat(production.parents()).isEmpty();
        assertThat(production.load().names()).containsExactly("PORT");
        assertThat(events()).containsExactly("parent-set", "parent-set base", "created");
    }

    @Test
    void parent_thatIsSetAlready_changesNothing() {
        inherit(production, base);

        ParentPlan again = inherit(production, base);
        base.planNoParent().apply();

        assertThat(again.isChange()).isFalse();
        assertThat(events()).containsExactly("parent-set base", "created");
    }

    @Test
    void parent_isReplacedByAnother_andSeenInTheOverview() {
        Environment eu = made(kist, "eu");
        inherit(production, base);

        inherit(eu, base);
        inherit(production, eu);

        assertThat(parentsOf(production)).containsExactly(eu.name(), base.name());
        assertThat(kist.environments())
                .extracting(
                        overview -> overview.parent().map(Parent::environment).orElse(null))
                .containsExactly(null, base.name(), eu.name());
    }

    @Test
    void parents_thatTwoSetAtOnce_makeNoCircle() {
        ParentPlan one = production.planParent(base.name());
        ParentPlan other = base.planParent(production.name());
        one.apply();

        assertProblem(Problem.CIRCLE, other::apply);

        assertThat(base.parents()).isEmpty();
        assertThat(parentsOf(production)).containsExactly(base.name());
        assertThat(production.load().names()).containsExactly("HOST", "PORT");
    }

    @Test
    void itself_circles_andMoreThanEightLevels_areRefused() {
        assertProblem(Problem.CIRCLE, () -> base.planParent(base.name()));
        inherit(production, base);
        assertProblem(Problem.CIRCLE, () -> base.planParent(production.name()));
        Environment last = production;
        for (int level = 3; level <= 7; level++) {
            Environment next = made(kist, "level-" + level);
            inherit(next, last);
            last = next;
        }
        Environment lowest = last;
        Environment ground = made(kist, "ground");
        Environment deeper = made(kist, "deeper");
        assertProblem(Problem.CIRCLE, () -> base.planParent(lowest.name()));
        inherit(deeper, ground);
        // Those that inherit from it count, too.
        assertProblem(Problem.TOO_MANY_LEVELS, () -> ground.planParent(lowest.name()));
        inherit(base, ground);
        assertThat(lowest.load().get("HOST")).isEqualTo("base");
        assertProblem(Problem.TOO_MANY_LEVELS, () -> deeper.planParent(lowest.name()));
    }

    @Test
    void parentThatDoesNotExist_isRefused_andOneThatIsGoneIsNamed() {
        assertThatThrownBy(() -> production.planParent(EnvironmentName.parse("nowhere")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere");
        inherit(production, base);

        assertThatThrownBy(() -> base.planRemoval().apply(Progress.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("production inherits from base");
        assertThat(base.planRemoval().children()).containsExactly(production.name());
        assertThat(base.planRemoval().unseen()).isEmpty();
    }

    @Test
    void parentThatWasRemoved_isNamed_andCanBeDropped(@TempDir Path other) {
        InMemoryKist setup = InMemoryKist.in(other);
        try (Kist owner = setup.open();
                Kist stranger = setup.withAnotherKey().open()) {
            set(made(owner, "child"), "OWN", "1");
            inherit(owner.environment("child"), made(owner, "parent"));
            // Who holds no key of the child cannot see that it inherits.
            assertThat(stranger.environment("parent").planRemoval().unseen().keySet())
                    .containsExactly(EnvironmentName.parse("child"));
            stranger.environment("parent").planRemoval().apply(Progress.NONE);
        }
        try (Kist owner = setup.open()) {
            Environment child = owner.environment("child");
            assertProblem(Problem.MISSING, child::load);
            assertProblem(Problem.MISSING, child::parents);
            assertThat(child.list(Loading.all()).secrets()).hasSize(1);
            assertThat(child.list(Loading.all().withInherited()))
                    .satisfies(listing -> assertThat(listing.secrets()).hasSize(1))
                    .satisfies(listing -> assertThat(listing.unreadable()).hasSize(1));
            child.planNoParent().apply();
            assertThat(child.load().get("OWN")).isEqualTo("1");
        }
    }

    @Test
    void membersWhoDoNotOpenTheParent_areNamed() {
        NewKey bob = Kist.newKey();
        Member member = production.members().add(bob.publicHalf().publicKey(), Label.parse("bob"));

        ParentPlan plan = inherit(production, base);

        assertThat(plan.shutOut()).containsExactly(new ParentPlan.ShutOut(member, base.name()));
        assertThat(production.members().shutOut()).isEqualTo(plan.shutOut());
        base.members().add(bob.publicHalf().publicKey(), Label.parse("bob"));
        assertThat(production.members().shutOut()).isEmpty();
    }

    @Test
    void templateThatBreaks_refusesTheChange_unlessThatIsForced() {
        inherit(production, base);
        setTemplate(production, "URL", "${HOST}:${PORT}");
        Environment child = made(kist, "child");
        inherit(child, production);
        setTemplate(child, "OWN_URL", "${HOST}");

        ParentPlan plan = production.planNoParent();

        assertThat(plan.broken())
                .extracting(e -> ((TemplateException) e).environment())
                .containsExactly(production.name(), child.name());
        assertThatThrownBy(plan::apply).isInstanceOfSatisfying(TemplateException.class, e -> assertThat(e.isRefusal())
                .isTrue());
        assertThat(production.load().get("URL")).isEqualTo("base:2");
        plan.force().apply();
        assertThat(production.parents()).isEmpty();
    }

    @Test
    void planThatAnotherWriterOvertook_isAConflict() {
        Environment eu = made(kist, "eu");
        ParentPlan plan = production.planParent(base.name());
        inherit(production, eu);

        assertThatThrownBy(plan::apply)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("what production inherits from");
        assertThat(parentsOf(production)).containsExactly(eu.name());
    }

    @Test
    void inheritedSecret_isListedOnlyWhereItIsAskedFor_andHiddenByItsDeletion() {
        inherit(production, base);

        assertThat(production.list(Loading.all()).secrets())
                .extracting(Secret::name)
                .containsExactly(name("PORT"));
        assertThat(production.list(Loading.all().withInherited()).secrets())
                .extracting(Secret::environment)
                .containsExactly(base.name(), production.name());

        production.delete(names("HOST"), false);

        assertThat(production.load().names()).containsExactly("PORT");
        assertThat(production.list(Loading.all().withInherited()).secrets()).hasSize(1);
        assertThat(base.load().get("HOST")).isEqualTo("base");
        assertThatThrownBy(() -> production.delete(names("HOST"), false)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> production.restore(names("HOST"))).isInstanceOf(NotFoundException.class);
        production.planPurge(name("HOST"), false).apply();
        assertThat(production.load().get("HOST")).isEqualTo("base");
    }

    @Test
    void whatOnlyTheParentCanDo_saysWhereTheSecretIs() {
        inherit(production, base);

        List<ThrowingCallable> attempts = List.of(
                () -> production.history(name("HOST")),
                () -> production.rename(name("HOST"), name("OTHER")),
                () -> production.setNote(name("HOST"), Optional.empty()),
                () -> production.restore(names("HOST")),
                () -> production.rollback(name("HOST"), 1, false),
                () -> production.planPurge(name("HOST"), false));

        for (ThrowingCallable attempt : attempts) {
            assertThatThrownBy(attempt)
                    .isInstanceOfSatisfying(NotFoundException.class, e -> assertThat(e.environment())
                            .contains(base.name()))
                    .hasMessageContaining("it is inherited from base");
        }
        assertThatThrownBy(() -> production.delete(names("NONE"), false))
                .isInstanceOfSatisfying(NotFoundException.class, e -> assertThat(e.environment())
                        .contains(production.name()));
    }

    @Test
    void deletionOfWhatATemplateNeeds_isRefused_inTheChildToo() {
        inherit(production, base);
        setTemplate(production, "URL", "${HOST}");

        assertThatThrownBy(() -> production.delete(names("HOST"), false)).isInstanceOf(KistException.class);
        assertThatThrownBy(() -> base.delete(names("HOST"), false)).isInstanceOf(KistException.class);
        assertThat(production.load().get("URL")).isEqualTo("base");
    }

    @Test
    void parentWhoseFingerprintIsRenewed_isPinnedAnew_orGivenAgain() {
        Member member = base.members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));
        inherit(production, base);

        assertThat(base.members()
                        .planRemoval(member)
                        .withoutWaiting()
                        .apply(Renewal.NEW, Progress.NONE)
                        .informed())
                .containsExactly(production.name());

        assertThat(production.parents())
                .containsExactly(new Parent(base.name(), base.sight().fingerprint()));
        assertThat(production.load().get("HOST")).isEqualTo("base");
    }
}
