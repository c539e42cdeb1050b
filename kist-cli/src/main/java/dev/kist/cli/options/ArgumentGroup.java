// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/** Arguments that belong together. */
public abstract class ArgumentGroup implements Arguments {
    /** The arguments, in the order in which the help lists them. */
    protected abstract List<Arguments> all();

    @Override
    public void check() {
        all().forEach(Arguments::check);
    }

    @Override
    public boolean isGiven() {
        return all().stream().anyMatch(Arguments::isGiven);
    }

    @Override
    public List<ArgSpec> specs() {
        return all().stream().flatMap(one -> one.specs().stream()).toList();
    }
}
