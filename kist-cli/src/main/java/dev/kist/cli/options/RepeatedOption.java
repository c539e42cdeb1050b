// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option with a value, which may be given several times. */
public final class RepeatedOption<T> implements Arguments {
    private final OptionSpec.Builder spec;
    private final Slot<T> slot;

    private RepeatedOption(String names, String label, Function<String, T> reader, String description) {
        this.slot = new Slot<>(reader);
        this.spec = OptionSpec.builder(names.split(", "))
                .type(List.class)
                .auxiliaryTypes(Object.class)
                .converters(slot.converter())
                .getter(slot)
                .setter(slot)
                .arity("1")
                .paramLabel(label)
                .description(description);
    }

    /** An option that may be left out; the parameters are those of {@link Option#of}. */
    public static <T> RepeatedOption<T> of(String names, String label, Function<String, T> reader, String description) {
        return new RepeatedOption<>(names, label, reader, description);
    }

    /** The same option, where one value may hold several with commas between. */
    public RepeatedOption<T> splitAtCommas() {
        spec.splitRegex(",");
        return this;
    }

    /** What was given, in the order given. */
    public List<T> values() {
        return slot.values();
    }

    @Override
    public boolean isGiven() {
        return !slot.values().isEmpty();
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(spec.build());
    }
}
