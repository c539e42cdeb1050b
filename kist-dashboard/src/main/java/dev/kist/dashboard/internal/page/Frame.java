// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.dashboard.internal.sheet.State;

/**
 * What surrounds every page.
 *
 * @param title the page's title
 * @param page its address, by which its link is marked
 * @param storeKind what kind of store it is
 * @param place where it is
 * @param namespace database and collection
 * @param isReadOnly whether nothing can be changed
 * @param draftCount how many changes are not saved yet
 * @param state how far the table had come when the page was made
 * @param isAway whether the store does not answer
 */
public record Frame(
        String title,
        String page,
        String storeKind,
        String place,
        String namespace,
        boolean isReadOnly,
        int draftCount,
        State state,
        boolean isAway) {}
