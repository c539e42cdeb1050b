// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.Progress;
import dev.kist.PrunePlan;
import dev.kist.SecretName;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.PruneCuts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A pruning, ready to be carried out. */
record PreparedPrune(HistoryPruner pruner, PruneCuts plan) implements PrunePlan {
    @Override
    public EnvironmentName environment() {
        return plan.environment();
    }

    @Override
    public SortedMap<SecretName, Cut> cuts() {
        SortedMap<SecretName, Cut> cuts = new TreeMap<>();
        plan.cuts().forEach((name, cut) -> cuts.put(name, new Cut(cut.oldest(), cut.last(), cut.current())));
        return cuts;
    }

    @Override
    public List<SecretName> untouched() {
        return plan.untouched();
    }

    @Override
    public int count() {
        return plan.count();
    }

    @Override
    public int apply(Progress progress) {
        return pruner.remove(plan, removed -> progress.update(removed, plan.count()));
    }
}
