// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.EnvironmentRemovalPlan;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Progress;
import dev.kist.internal.environment.EnvironmentRemoval;
import java.util.List;
import java.util.Map;

/** The removal of one environment, ready to be carried out. */
record PreparedEnvironmentRemoval(
        EnvironmentRemoval removal,
        EnvironmentRemoval.Remains remains,
        List<EnvironmentName> children,
        Map<EnvironmentName, KistException> unseen,
        TrustedFiles trusted)
        implements EnvironmentRemovalPlan {
    @Override
    public EnvironmentName environment() {
        return remains.name();
    }

    @Override
    public boolean isStored() {
        return remains.isStored();
    }

    @Override
    public int secrets() {
        return remains.secrets();
    }

    @Override
    public int formerVersions() {
        return remains.formers();
    }

    @Override
    public int apply(Progress progress) {
        if (isStored() && !children.isEmpty()) {
            throw new InvalidInputException(
                    children.get(0) + " inherits from " + environment() + ": nothing was removed",
                    "end that inheritance first, or remove " + children.get(0) + " first");
        }
        int foreign = removal.remove(remains, done -> progress.update(done, remains.documents()));
        trusted.remove(environment());
        return foreign;
    }
}
