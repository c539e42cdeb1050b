package dev.kist.cli.options;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Makes a command one that works in several environments: {@code -e} may be given several times, or {@code --all} for every
 * one.
 */
public final class EnvironmentsOption implements Arguments {
    private final Flag all = Flag.of("--all", "Every environment; or give -e several times.");

    /** Whether every environment is meant. */
    public boolean isAll() {
        return all.isGiven();
    }

    @Override
    public boolean isGiven() {
        return all.isGiven();
    }

    @Override
    public List<ArgSpec> specs() {
        return all.specs();
    }
}
