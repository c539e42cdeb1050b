// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.FormatException;

/**
 * A document of an environment that is of a newer format or was changed by other hands.
 *
 * @param name the environment's name
 * @param failure why it cannot be read
 */
public record UnreadableEnvironment(EnvironmentName name, FormatException failure) implements StoredEnvironment {}
