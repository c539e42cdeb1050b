// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes the parser's models and parsers, none of which needs a class to be made by reflection. The library's own factory looks
 * for Groovy first; not finding it opens every jar on the class path, which takes longer than all of the parsing.
 */
final class Parsers {
    private static final IFactory LISTS = new IFactory() {
        @Override
        public <K> K create(Class<K> kind) {
            // What collects the values of an option that may be repeated.
            return kind.cast(new ArrayList<>());
        }
    };

    private Parsers() {}

    /** A model without arguments, whose texts are taken as they are. */
    static CommandSpec spec(String name) {
        return CommandSpec.wrapWithoutInspection(null, LISTS).name(name).interpolateVariables(false);
    }

    /** A parser for a model. */
    static CommandLine of(CommandSpec spec) {
        return new CommandLine(spec, LISTS);
    }
}
