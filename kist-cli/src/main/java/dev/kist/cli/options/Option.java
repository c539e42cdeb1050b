// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option with a value, which is given once. */
public final class Option<T> implements Arguments {
    private final OptionSpec.Builder spec;
    private final Slot<T> slot;

    private Option(String names, String label, Function<String, T> reader, String description) {
        this.slot = new Slot<>(reader);
        this.spec = OptionSpec.builder(names.split(", "))
                .type(Object.class)
                .converters(slot.converter())
                .getter(slot)
                .setter(slot)
                .arity("1")
                .paramLabel(label)
                .description(description);
    }

    /**
     * An option that may be left out.
     *
     * @param names as the help shows them: {@code -o, --output}
     * @param label stands for the value: {@code FILE}
     * @param reader understands the text, and throws {@link dev.kist.InvalidInputException} where it is wrong
     */
    public static <T> Option<T> of(String names, String label, Function<String, T> reader, String description) {
        return new Option<>(names, label, reader, description);
    }

    /** An option whose value is text. */
    public static Option<String> text(String names, String label, String description) {
        return of(names, label, text -> text, description);
    }

    /** An option whose value is text that is not empty. */
    public static Option<String> filled(String names, String label, String description) {
        return of(names, label, FilledText.of(label), description);
    }

    /** The same option, and the command wants it. */
    public Option<T> required() {
        spec.required(true);
        return this;
    }

    /** The same option, whose value is one of these: shells complete them. */
    public Option<T> oneOf(Iterable<String> choices) {
        spec.completionCandidates(choices);
        return this;
    }

    /** The same option, whose value may be left out: {@code --name} is then as {@code --name=} and {@code instead}. */
    public Option<T> orAlone(String instead) {
        spec.arity("0..1").fallbackValue(instead);
        return this;
    }

    /** The same; the next argument is its value where {@code isValue} says so, for what can be nothing else there. */
    public Option<T> orAlone(String instead, Predicate<String> isValue) {
        slot.takesNext(isValue);
        return orAlone(instead);
    }

    /** What was given. */
    public Optional<T> find() {
        return slot.values().stream().findFirst();
    }

    /**
     * What was given, where it is {@link #required()}.
     *
     * @throws NoSuchElementException if nothing was
     */
    public T get() {
        return find().orElseThrow();
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
