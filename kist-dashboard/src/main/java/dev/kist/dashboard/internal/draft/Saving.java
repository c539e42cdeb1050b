// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.draft;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows what a draft would do, and does it.
 *
 * <p>Every environment is looked at before the first is written: where somebody else wrote one of the secrets meanwhile, nothing
 * is written anywhere. Each environment is then written as one, in a transaction where the store has them and it is not too much for one, else secret by secret; several environments
 * follow each other, and what was saved leaves the draft at once, so that a failure leaves what is not saved yet.
 */
public final class Saving {
    private final Kist kist;
    private final Draft draft;

    public Saving(Kist kist, Draft draft) {
        this.kist = kist;
        this.draft = draft;
    }

    /**
     * What was saved.
     *
     * @param counts how many changes, by environment
     * @param isInOneGo whether each environment was written as one
     */
    public record Saved(Map<EnvironmentName, Integer> counts, boolean isInOneGo) {}

    /** What the draft would do now. */
    public Review review() {
        return review(draft.all());
    }

    private Review review(List<Edit> edits) {
        List<Review.Part> parts = new ArrayList<>();
        byEnvironment(edits).forEach((environment, of) -> parts.add(part(environment, of)));
        return new Review(parts);
    }

    private Review.Part part(EnvironmentName environment, List<Edit> edits) {
        try {
            Listing read = read(environment);
            WritePlan plan = plan(read, edits);
            Map<SecretName, Secret> current = byName(read);
            List<Line> lines = edits.stream()
                    .map(edit -> new Line(edit, Optional.ofNullable(current.get(edit.name()))))
                    .toList();
            return new Review.Part(environment, lines, plan.mode(), plan.broken(), Optional.empty());
        } catch (KistException e) {
            List<Line> lines =
                    edits.stream().map(edit -> new Line(edit, Optional.empty())).toList();
            return new Review.Part(environment, lines, Optional.empty(), List.of(), Optional.of(e));
        }
    }

    /**
     * Saves the draft.
     *
     * @param force whether to save even if templates break by it
     * @param written is told of each environment when it was written to, or may have been
     * @return empty if somebody else wrote one of the secrets meanwhile, or a template breaks: nothing was written, and the
     *     review shows it
     * @throws ConflictException if that happened in the very moment of writing: environments before that one were written
     * @throws KistException if an environment could not be written to: those before it were
     */
    public Optional<Saved> save(boolean force, Consumer<EnvironmentName> written) {
        dropUnchanged();
        Map<EnvironmentName, List<Edit>> edits = byEnvironment(draft.all());
        Map<EnvironmentName, WritePlan> plans = new LinkedHashMap<>();
        edits.forEach((environment, of) -> plans.put(environment, plan(read(environment), of)));
        // After the plans: what somebody wrote before them is seen here, and what they write after them stops the
        // plans.
        Review review = review(draft.all());
        if (review.hasConflicts() || (review.hasBroken() && !force)) {
            return Optional.empty();
        }
        review.parts().stream()
                .map(Review.Part::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        Map<EnvironmentName, Integer> counts = new TreeMap<>();
        boolean isInOneGo = true;
        for (Map.Entry<EnvironmentName, WritePlan> entry : plans.entrySet()) {
            EnvironmentName environment = entry.getKey();
            List<Edit> of = edits.getOrDefault(environment, List.of());
            WritePlan plan = force ? entry.getValue().force() : entry.getValue();
            try {
                isInOneGo &= plan.apply(Progress.NONE) != WritePlan.Mode.BATCHES || of.size() == 1;
            } finally {
                written.accept(environment);
            }
            draft.saved(of);
            counts.put(environment, of.size());
        }
        return Optional.of(new Saved(counts, isInOneGo));
    }

    /** What is like that already leaves the draft: a secret that is not there would be deleted into being. */
    private void dropUnchanged() {
        draft.saved(review(draft.all()).parts().stream()
                .filter(part -> part.failure().isEmpty())
                .flatMap(part -> part.lines().stream())
                .filter(line -> line.kind() == Line.Kind.UNCHANGED)
                .map(Line::edit)
                .toList());
    }

    /** A secret's value and note are one version, whichever of them changes, or goes. */
    private WritePlan plan(Listing read, List<Edit> edits) {
        Map<SecretName, Secret> current = byName(read);
        Map<SecretName, Secret.Content> contents = new TreeMap<>();
        edits.forEach(edit -> contents.put(edit.name(), edit.over(current.get(edit.name()))));
        return kist.environment(read.environment()).planEdit(read, contents);
    }

    private Listing read(EnvironmentName environment) {
        return kist.environment(environment).list(Loading.all().skippingUnreadable());
    }

    private static Map<SecretName, Secret> byName(Listing read) {
        Map<SecretName, Secret> current = new HashMap<>();
        read.secrets().forEach(secret -> current.put(secret.name(), secret));
        return current;
    }

    private static Map<EnvironmentName, List<Edit>> byEnvironment(List<Edit> edits) {
        Map<EnvironmentName, List<Edit>> byEnvironment = new TreeMap<>();
        edits.forEach(edit -> byEnvironment
                .computeIfAbsent(edit.environment(), any -> new ArrayList<>())
                .add(edit));
        return byEnvironment;
    }
}
