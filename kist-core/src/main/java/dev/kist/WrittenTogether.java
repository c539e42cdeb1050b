// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;

/**
 * What became of a write of several secrets.
 *
 * @param secrets what is there now, in the order in which they were asked for
 * @param mode how it was written
 */
public record WrittenTogether(List<Written> secrets, WritePlan.Mode mode) {
    public WrittenTogether {
        secrets = List.copyOf(secrets);
    }
}
