// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.options;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/**
 * Where the parser puts the value or the values of one option or operand, each as {@code reader} understands it. A list
 * of several is the parser's: it goes on adding to it.
 */
final class Slot<T> implements NextArgument, IGetter, ISetter {
    private final Function<String, T> reader;
    private Predicate<String> next = text -> false;
    private @Nullable Object content;

    Slot(Function<String, T> reader) {
        this.reader = reader;
    }

    /** Reads one value. */
    ITypeConverter<T> converter() {
        return reader::apply;
    }

    /** Says which next arguments are a value that may be left out. */
    void takesNext(Predicate<String> isValue) {
        next = isValue;
    }

    @Override
    public boolean takes(String argument) {
        return next.test(argument);
    }

    /** What was given, in the order given. */
    @SuppressWarnings("unchecked") // What comes is null, or what the reader made of the text, or a list of that.
    List<T> values() {
        if (content == null) {
            return List.of();
        }
        return content instanceof List<?> several ? List.copyOf((List<T>) several) : List.of((T) content);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The parser's own signature: it takes back what it set.
    public <V> @Nullable V get() {
        return (V) content;
    }

    @Override
    public <V> @Nullable V set(@Nullable V value) {
        content = value;
        return value;
    }
}
