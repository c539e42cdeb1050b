// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

/**
 * Something that was done.
 *
 * @param title what, in a few words
 * @param text the rest
 * @param reloads whether the page below shows it only when it is loaded again
 */
public record Message(String title, String text, boolean reloads) {}
