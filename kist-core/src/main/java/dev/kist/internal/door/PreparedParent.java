// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Parent;
import dev.kist.ParentException;
import dev.kist.ParentPlan;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.environment.Lineage;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.TemplateEffects;
import dev.kist.spi.Freshness;
import java.util.List;
import java.util.Optional;

/** A change of what an environment inherits from, ready to be carried out. */
record PreparedParent(
        Optional<Parent> before, Optional<Parent> after, List<ShutOut> shutOut, Work work, boolean isForced)
        implements ParentPlan {
    /** What carries it out. */
    record Work(EnvironmentName child, KeyAdministration administration, Lineage lineage, TemplateEffects templates) {}

    @Override
    public EnvironmentName environment() {
        return work.child();
    }

    @Override
    public List<KistException> broken() {
        return isChange() ? work.templates().brokenByParent(environment(), after.map(Parent::environment)) : List.of();
    }

    @Override
    public ParentPlan force() {
        return new PreparedParent(before, after, shutOut, work, true);
    }

    @Override
    public void apply() {
        if (!isForced) {
            broken().stream().findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
        KeyAdministration administration = work.administration();
        OpenEnvironment set = administration.setParent(environment(), before.orElse(null), after.orElse(null));
        try {
            work.lineage().chain(set, Freshness.PRIMARY);
        } catch (ParentException e) {
            // Others have given the parent another parent in the meantime: nobody could read any of them.
            administration.setParent(environment(), after.orElse(null), before.orElse(null));
            throw e;
        } catch (StoreUnavailableException e) {
            // It is set; whoever reads it sees the rest.
        }
    }
}
