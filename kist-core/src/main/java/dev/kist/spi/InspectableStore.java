// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.StoreUnavailableException;
import java.util.List;

/** A store that can say how it is run and what is wrong with that, for {@code kist doctor}. */
public interface InspectableStore {
    /**
     * Looks at the server or file. Changes nothing.
     *
     * @throws StoreUnavailableException if it cannot be reached
     */
    List<StoreFinding> inspect();
}
