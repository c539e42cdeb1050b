// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.Finding;
import dev.kist.Kist;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Serves a page that shows a store in a browser of this machine. Found by {@link ServiceLoader}, so that the command line costs
 * nothing where no page is asked for, and works without one.
 */
public interface PageProvider {
    /**
     * Starts to serve {@code kist}'s page, on the loopback address alone. The Kist stays open when the page ends.
     *
     * @throws dev.kist.InvalidInputException if the options are wrong or the port is taken; nothing is served
     */
    ServedPage serve(Kist kist, Options options);

    /** The provider on the class path; empty if there is none, or if a library that it needs is missing. */
    static Optional<PageProvider> find() {
        try {
            return ServiceLoader.load(PageProvider.class, PageProvider.class.getClassLoader())
                    .findFirst();
        } catch (ServiceConfigurationError | NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    /**
     * How a page is served.
     *
     * @param port the port; 0 for any free one
     * @param idle how long it is served while nobody uses it
     * @param isReadOnly whether nothing can be changed by it
     * @param inspection finds out what is wrong, when the page is asked for it
     */
    record Options(int port, Duration idle, boolean isReadOnly, Supplier<List<Finding>> inspection) {}

    /** A page that is served. Thread-safe. */
    interface ServedPage extends AutoCloseable {
        /** A new address with a code that opens the page once. It is for the person who asked for it, and for nobody else. */
        URI newLink();

        /** Waits until the page has ended. */
        End await() throws InterruptedException;

        /** How many changes people have collected on it and not saved. They are gone when it has ended. */
        int unsaved();

        /** Ends the page: no request is answered any more. */
        @Override
        void close();
    }

    /** Why a page ended. */
    enum End {
        /** By its own button. */
        BUTTON,
        /** Nobody used it for as long as the options say. */
        IDLE,
        /** By {@link ServedPage#close()}. */
        CLOSED
    }
}
