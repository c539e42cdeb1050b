// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * What an environment inherits from: it sees the parent's secrets, unless it has or deleted its own.
 *
 * @param environment the parent's name
 * @param fingerprint the fingerprint that the parent has to have, as a member sealed it into the child
 */
public record Parent(EnvironmentName environment, Fingerprint fingerprint) {}
