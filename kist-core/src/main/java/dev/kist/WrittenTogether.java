// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;

/**
 * What became of a write of several secrets.
 *
 * @param secrets what is there now, in the order in which they were asked for
 * @param mode how it was written
 * @param broken templates that cannot be resolved any more because of it, or that were written so, an exception each; those
 *     of the secrets themselves have none
 */
public record WrittenTogether(List<Written> secrets, WritePlan.Mode mode, List<KistException> broken) {
    public WrittenTogether {
        secrets = List.copyOf(secrets);
        broken = List.copyOf(broken);
    }
}
