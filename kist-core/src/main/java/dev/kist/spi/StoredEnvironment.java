// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;

/** What a store found in the place of an environment's document: one of Kist, or one that cannot be read. */
public sealed interface StoredEnvironment permits EnvironmentDocument, UnreadableEnvironment {
    /** The environment's name. */
    EnvironmentName name();
}
