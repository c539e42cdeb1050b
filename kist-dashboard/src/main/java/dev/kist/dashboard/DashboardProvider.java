// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.Kist;
import dev.kist.spi.PageProvider;

/** What {@code kist open} finds on the class path. A program calls {@link Dashboard#start} itself. */
public final class DashboardProvider implements PageProvider {
    /** For the service loader. */
    public DashboardProvider() {}

    @Override
    public ServedPage serve(Kist kist, Options options) {
        DashboardOptions chosen = DashboardOptions.defaults()
                .port(options.port())
                .idle(options.idle())
                .inspection(options.inspection());
        return Dashboard.start(kist, options.isReadOnly() ? chosen.readOnly() : chosen);
    }
}
