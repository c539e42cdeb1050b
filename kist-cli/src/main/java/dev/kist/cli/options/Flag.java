package dev.kist.cli.options;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** An option without a value: it is given or not. */
public final class Flag implements Arguments {
    private final String[] names;
    private final String description;
    private boolean isGiven;

    private Flag(String[] names, String description) {
        this.names = names;
        this.description = description;
    }

    /** The flag with these names, as the help shows them: {@code -y, --yes}. */
    public static Flag of(String names, String description) {
        return new Flag(names.split(", "), description);
    }

    @Override
    public boolean isGiven() {
        return isGiven;
    }

    @Override
    public List<ArgSpec> specs() {
        ISetter setter = new ISetter() {
            @Override
            public <V> V set(V value) {
                isGiven = Boolean.TRUE.equals(value);
                return value;
            }
        };
        return List.of(OptionSpec.builder(names)
                .type(Boolean.class)
                .arity("0")
                .description(description)
                .setter(setter)
                .build());
    }
}
