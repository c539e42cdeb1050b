// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.Kist;
import dev.kist.dashboard.internal.http.Ending;
import dev.kist.dashboard.internal.http.Frontend;
import dev.kist.dashboard.internal.page.Site;
import dev.kist.spi.PageProvider;
import dev.kist.spi.PageProvider.End;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Kist's page while it is served: on 127.0.0.1 alone, with the keys that its {@link Kist} was opened with, until it is closed,
 * is left idle, or is ended by its own button. Thread-safe.
 *
 * <p>Whoever opens a {@link #newLink() link} sees and changes what these keys open. Each link works once; what came in by it
 * is known by a cookie from then on. The Kist stays open when the page ends: it is the caller's.
 */
public final class Dashboard implements PageProvider.ServedPage {
    private final Frontend frontend;
    private final Site site;

    private Dashboard(Frontend frontend, Site site) {
        this.frontend = frontend;
        this.site = site;
    }

    /**
     * Starts serving the page.
     *
     * @throws dev.kist.InvalidInputException if the port is taken
     */
    public static Dashboard start(Kist kist, DashboardOptions options) {
        Site site = new Site(kist, options.isReadOnly(), options.inspection());
        Frontend frontend = Frontend.start(site, options.port(), options.idle());
        Dashboard dashboard = new Dashboard(frontend, site);
        frontend.onEnd(site::close);
        site.begin(frontend);
        return dashboard;
    }

    @Override
    public URI newLink() {
        return frontend.newLink();
    }

    /** The port that the page is served on. */
    public int port() {
        return frontend.port();
    }

    @Override
    public End await() throws InterruptedException {
        return of(frontend.await());
    }

    @Override
    public int unsaved() {
        return site.unsaved();
    }

    /** Waits until the page has ended, but no longer than this; empty if it has not. */
    public Optional<End> await(Duration atMost) throws InterruptedException {
        return frontend.await(atMost).map(Dashboard::of);
    }

    /** Ends the page: no request is answered any more, and its threads end. A second call does nothing. */
    @Override
    public void close() {
        frontend.end(Ending.CLOSED);
    }

    private static End of(Ending ending) {
        return switch (ending) {
            case BUTTON -> End.BUTTON;
            case IDLE -> End.IDLE;
            case CLOSED -> End.CLOSED;
        };
    }

    @Override
    public String toString() {
        return "Dashboard[port " + port() + "]";
    }
}
