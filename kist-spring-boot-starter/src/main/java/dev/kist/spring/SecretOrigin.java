// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import org.springframework.boot.origin.Origin;

/** Where a property comes from: a version of a secret. */
record SecretOrigin(SecretName name, EnvironmentName environment, int version) implements Origin {
    @Override
    public String toString() {
        return "secret " + name + " of " + environment + ", version " + version;
    }
}
