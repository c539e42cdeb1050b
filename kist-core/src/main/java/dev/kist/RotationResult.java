// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What encrypting an environment again did.
 *
 * @param environment the environment
 * @param isNewKey whether a new key of the environment's own was made; false where an interrupted run was completed instead
 * @param encrypted how many values, with their notes, were encrypted again
 * @param dropped the numbers of the environment's former keys that were dropped
 * @param waiting the numbers of those that are still there
 * @param due how long it is until they may be dropped, zero if they may be by now; empty if none is left
 * @param needed the numbers of those that stay for as long as {@code unreadable} is as it is: something in it decrypts by them
 *     and cannot be encrypted again
 * @param unreadable one exception for each document that could not be decrypted, or is not to be overwritten, and was left as
 *     it is
 */
public record RotationResult(
        EnvironmentName environment,
        boolean isNewKey,
        long encrypted,
        SortedSet<Integer> dropped,
        SortedSet<Integer> waiting,
        Optional<Duration> due,
        SortedSet<Integer> needed,
        List<KistException> unreadable) {}
