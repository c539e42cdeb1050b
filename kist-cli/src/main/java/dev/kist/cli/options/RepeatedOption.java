// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option with a value, which may be given several times. */
public final class RepeatedOption<T> implements Arguments {
    private final OptionSpec.Builder spec;
    private final Slot<Given<T>> slot;
    private String separator = "";

    /** What was given at once; the parser itself would take a list apart. */
    private record Given<T>(List<T> values) {
        @Override
        public String toString() {
            return "Given[" + values.size() + "]";
        }
    }

    private RepeatedOption(String names, String label, Function<String, T> reader, String description) {
        this.slot = new Slot<>(
                text -> new Given<>(Stream.of(parts(text)).map(reader).toList()));
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

    /** The same option, where one value may hold several with commas between; none of them is empty in silence. */
    public RepeatedOption<T> splitAtCommas() {
        separator = ",";
        return this;
    }

    /** The same option, each of whose values is one of these: shells complete them. */
    public RepeatedOption<T> oneOf(Iterable<String> choices) {
        spec.completionCandidates(choices);
        return this;
    }

    // Not by the parser, which drops empty parts at the end: "," would be as if the option had not been given.
    private String[] parts(String text) {
        return separator.isEmpty() ? new String[] {text} : text.split(separator, -1);
    }

    /** What was given, in the order given. */
    public List<T> values() {
        return slot.values().stream().flatMap(given -> given.values().stream()).toList();
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
