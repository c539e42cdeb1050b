// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.spi.Freshness;
import java.util.List;
import java.util.Optional;
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

    /** Does what needs a secret of the environment's own; where a parent has it, the failure says so. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (NotFoundException e) {
            throw e.kind() == NotFoundException.Kind.SECRET ? explained(e) : e;
        }
    }

    /** The same failure, or another one that says which parent has the secret. */
    NotFoundException explained(NotFoundException e) {
        try {
            return e.secret()
                    .flatMap(this::find)
                    .map(secret -> NotFoundException.inherited(name, secret.name(), secret.environment()))
                    .orElse(e);
        } catch (KistException unreadable) {
            // What was asked for is not there; why its parents do not tell is another matter.
            return e;
        }
    }
}
