// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import dev.kist.Loading;
import dev.kist.SecretName;
import java.util.List;

/** Which secrets are meant: these alone, or all but these. */
public final class NamesOption extends ArgumentGroup {
    private final RepeatedOption<SecretName> only = RepeatedOption.of(
                    "--only", "NAME", SecretName::parse, "These secrets alone; with commas between, or several times.")
            .splitAtCommas();
    private final RepeatedOption<SecretName> except = RepeatedOption.of(
                    "--except", "NAME", SecretName::parse, "All but these; with commas between, or several times.")
            .splitAtCommas();

    /** {@code what}, restricted to the names that were given. */
    public Loading applyTo(Loading what) {
        Loading restricted = only.isGiven() ? what.only(only.values()) : what;
        return except.isGiven() ? restricted.except(except.values()) : restricted;
    }

    @Override
    protected List<Arguments> all() {
        return List.of(only, except);
    }
}
