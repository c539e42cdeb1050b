// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Arguments without a name, which count by their place. A command takes them in the order in which it names them. */
public final class Operand<T> implements Arguments {
    private final PositionalParamSpec.Builder spec;
    private final Slot<String> slot = new Slot<>(text -> text);
    private final Function<String, T> reader;
    private final int most;
    private List<T> values = List.of();

    private Operand(int least, int most, boolean isOne, String label, Function<String, T> reader, String description) {
        this.most = most;
        this.reader = reader;
        this.spec = PositionalParamSpec.builder()
                .type(isOne ? Object.class : List.class)
                .auxiliaryTypes(Object.class)
                .converters(slot.converter())
                .getter(slot)
                .setter(slot)
                // The parser takes these for each place.
                .arity(most == 1 || most == Integer.MAX_VALUE ? least + ".." + upTo(most) : "0..1")
                .required(least > 0)
                .paramLabel(label)
                .description(description);
    }

    /**
     * One that the command wants.
     *
     * @param label stands for it in the help: {@code KEY}
     * @param reader understands the text, and throws {@link dev.kist.InvalidInputException} where it is wrong
     */
    public static <T> Operand<T> one(String label, Function<String, T> reader, String description) {
        return new Operand<>(1, 1, true, label, reader, description);
    }

    /** One that may be left out. */
    public static <T> Operand<T> optional(String label, Function<String, T> reader, String description) {
        return new Operand<>(0, 1, true, label, reader, description);
    }

    /** Between {@code least} and {@code most} of them. */
    public static <T> Operand<T> several(
            int least, int most, String label, Function<String, T> reader, String description) {
        return new Operand<>(least, most, false, label, reader, description);
    }

    /** The same operand, which is one of these: shells complete them. */
    public Operand<T> oneOf(Iterable<String> choices) {
        spec.completionCandidates(choices);
        return this;
    }

    /** Says which operand of the command it is, counted from 0; if it takes several, the first of them. */
    public void place(int index) {
        spec.index(index + ".." + (most == Integer.MAX_VALUE ? "*" : String.valueOf(index + most - 1)));
    }

    private static String upTo(int most) {
        return most == Integer.MAX_VALUE ? "*" : String.valueOf(most);
    }

    /** What was given, in the order given. */
    public List<T> values() {
        return values;
    }

    /** What was given. */
    public Optional<T> find() {
        return values.stream().findFirst();
    }

    /**
     * What was given, where the command wants it.
     *
     * @throws NoSuchElementException if nothing was
     */
    public T get() {
        return find().orElseThrow();
    }

    /** Read here and not by the parser, which would take one that cannot be read for one too many. */
    @Override
    public void check() {
        values = slot.values().stream().map(reader).toList();
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
