// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Parent;
import dev.kist.ParentPlan;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.secret.TemplateEffects;
import java.util.List;
import java.util.Optional;

/** A change of what an environment inherits from, ready to be carried out. */
record PreparedParent(
        Optional<Parent> before, Optional<Parent> after, List<ShutOut> shutOut, Work work, boolean isForced)
        implements ParentPlan {
    /** What carries it out. */
    record Work(EnvironmentName child, KeyAdministration administration, TemplateEffects templates) {}

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
        work.administration().setParent(environment(), before.orElse(null), after.orElse(null));
    }
}
