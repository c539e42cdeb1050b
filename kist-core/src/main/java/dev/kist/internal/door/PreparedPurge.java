// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.KistException;
import dev.kist.PurgePlan;
import dev.kist.SecretName;
import dev.kist.internal.history.SecretPurge;
import java.util.List;

/** The removal of one secret, ready to be carried out. */
record PreparedPurge(SecretPurge purge, SecretPurge.Remains remains, List<KistException> broken) implements PurgePlan {
    @Override
    public SecretName name() {
        return remains.name();
    }

    @Override
    public int versions() {
        return remains.documents();
    }

    @Override
    public void apply() {
        purge.remove(remains);
    }
}
