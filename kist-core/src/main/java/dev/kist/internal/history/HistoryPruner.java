// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.history;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.history.PruneCuts.Cut;
import dev.kist.internal.protocol.Removal;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Removes the oldest versions of secrets for good; what stays has no gap, wherever it is interrupted. Thread-safe. */
public final class HistoryPruner {
    private static final int MAX_NAMES = 500;

    private final SecretStore store;
    private final HistoryReader reader;
    private final KeyAdministration administration;

    public HistoryPruner(Environments environments, Actor actor) {
        this.store = environments.store();
        this.administration = new KeyAdministration(environments, actor);
        this.reader = new HistoryReader(environments);
    }

    /**
     * Decides what goes: what both conditions let go.
     *
     * @param keep how many versions of each secret stay at least, the current one among them
     * @param before only versions that another one had replaced by then go
     * @throws dev.kist.KistException if a secret or its history cannot be read
     */
    public PruneCuts plan(EnvironmentName environment, int keep, Instant before) {
        return PruneCuts.of(
                environment,
                reader.read(Selection.all(environment), Freshness.PRIMARY)
                        .requireAll()
                        .values(),
                keep,
                before);
    }

    /**
     * Removes what {@code plan} says, each secret's oldest versions first, once it is recorded. Nothing is recorded where the
     * store refuses the user all removals. What was removed already is no failure: an interrupted run is completed by running
     * it again.
     *
     * @param progress is told how many versions were removed so far
     */
    public int remove(PruneCuts plan, IntConsumer progress) {
        if (plan.cuts().isEmpty()) {
            return 0;
        }
        store.prepareForRemoval(true);
        administration.record(plan.environment(), EventKind.PRUNED, details(plan));
        Removal removal = new Removal(store, plan.environment(), progress);
        List<SecretName> names = new ArrayList<>(plan.cuts().keySet());
        for (int from = 0; from < names.size(); from += MAX_NAMES) {
            List<SecretName> some = names.subList(from, Math.min(from + MAX_NAMES, names.size()));
            removal.removeFormers(Selection.of(plan.environment(), some), former -> isMeant(plan, former));
        }
        return removal.removed();
    }

    private static JsonMembers details(PruneCuts plan) {
        JsonMembers counts =
                JsonMembers.NONE.with("secrets", plan.cuts().size()).with("versions", plan.count());
        return plan.cuts().size() == 1
                ? counts.with("key", plan.cuts().firstKey().value())
                : counts;
    }

    private static boolean isMeant(PruneCuts plan, FormerDocument former) {
        Cut cut = plan.cuts().get(former.name());
        return cut != null
                && former.version() <= cut.last()
                && former.createdAt().equals(cut.createdAt());
    }
}
