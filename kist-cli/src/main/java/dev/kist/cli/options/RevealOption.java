// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;

/**
 * Whether values are shown, and whether whole: one rule for all that shows secrets. Nothing is shown unless it is asked for;
 * {@code --values} shows values masked, {@code --reveal} whole.
 */
public final class RevealOption extends ArgumentGroup {
    private final Flag values;
    private final Flag reveal;
    private final List<Arguments> taken;

    private RevealOption(Flag values, Flag reveal, List<Arguments> taken) {
        this.values = values;
        this.reveal = reveal;
        this.taken = taken;
    }

    /** For a list: {@code --values} and {@code --reveal}. */
    public static RevealOption inList() {
        Flag values = Flag.of("--values", "Show values, masked, and how long they are.");
        Flag reveal = Flag.of("--reveal", "Show whole values.");
        return new RevealOption(values, reveal, List.of(values, reveal));
    }

    /** For what prints values, but to no terminal unless that is meant: {@code --reveal}. */
    public static RevealOption onTerminal() {
        Flag reveal = Flag.of("--reveal", "Write values to a terminal, too.");
        return new RevealOption(reveal, reveal, List.of(reveal));
    }

    /** Whether values are shown at all. */
    public boolean shows() {
        return isGiven();
    }

    /** Whether they are shown whole. */
    public boolean isWhole() {
        return reveal.isGiven();
    }

    /** The same as {@link #shows()}. */
    @Override
    public boolean isGiven() {
        return values.isGiven() || reveal.isGiven();
    }

    @Override
    protected List<Arguments> all() {
        return taken;
    }
}
