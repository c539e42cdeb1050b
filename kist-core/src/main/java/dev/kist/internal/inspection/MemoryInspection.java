// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.internal.trust.Memory;
import java.util.List;

/** What is remembered from one command to the next; known only after an environment was opened, which reads and writes it. */
public final class MemoryInspection {
    private final Memory memory;

    public MemoryInspection(Memory memory) {
        this.memory = memory;
    }

    /** What there is to say. */
    public List<Finding> run() {
        return memory
                .problem()
                .map(problem -> Finding.warning(
                        Code.MEMORY,
                        "memory",
                        problem,
                        "an older copy of an environment that is put back is not recognized without it"))
                .stream()
                .toList();
    }
}
