// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.NotFoundException.Kind;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.spi.Freshness;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What an environment sees of its parents' secrets, for what can only be done where a secret is stored. */
final class InheritedSecrets {
    private final EnvironmentName name;
    private final Environments environments;

    InheritedSecrets(EnvironmentName name, Environments environments) {
        this.name = name;
        this.environments = environments;
    }

    /** The secret of a parent that applies under {@code secret}; empty if there is none, or the environment has its own. */
    Optional<Secret> find(SecretName secret) {
        boolean inherits = environments.open(name, Freshness.PRIMARY).sealed().inherits() != null;
        return inherits
                ? new SecretLoader(environments, Freshness.PRIMARY)
                        .load(name, List.of(secret))
                        .find(secret)
                        .filter(found -> !found.environment().equals(name))
                : Optional.empty();
    }

    /** Does what needs a secret of the environment's own; the failure says whether it was deleted, or a parent has it. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (NotFoundException e) {
            throw switch (e.kind()) {
                case SECRET -> explained(e);
                case DELETED_SECRET -> explainedIfHidden(e);
                default -> e;
            };
        }
    }

    /** The same failure, or another one that says that the secret was deleted, or which parent has it. */
    NotFoundException explained(NotFoundException e) {
        return why(e, EnumSet.of(Kind.INHERITED_SECRET, Kind.DELETED_SECRET, Kind.HIDDEN_SECRET));
    }

    /** The same failure, or another one that says which parent's secret a deletion hides. */
    NotFoundException explainedIfHidden(NotFoundException e) {
        return why(e, EnumSet.of(Kind.HIDDEN_SECRET));
    }

    private NotFoundException why(NotFoundException e, Set<Kind> better) {
        try {
            return e.secret()
                    .flatMap(this::reason)
                    .filter(reason -> better.contains(reason.kind()))
                    .orElse(e);
        } catch (KistException unreadable) {
            // What was asked for is not there; why its parents do not tell is another matter.
            return e;
        }
    }

    private Optional<NotFoundException> reason(SecretName secret) {
        LoadedSecrets loaded = new SecretLoader(environments, Freshness.PRIMARY).load(name, List.of(secret));
        Optional<Secret> found = loaded.find(secret);
        return found.isEmpty()
                ? Optional.of(loaded.notFound(secret))
                : found.map(Secret::environment)
                        .filter(parent -> !parent.equals(name))
                        .map(parent -> NotFoundException.inherited(name, secret, parent));
    }
}
