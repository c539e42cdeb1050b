package dev.kist.cli.options;

import dev.kist.Loading;
import dev.kist.SecretName;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/** Which secrets are meant: these alone, or all but these. */
public final class NamesOption implements Arguments {
    private final RepeatedOption<SecretName> only = RepeatedOption.of(
                    "--only", "NAME", SecretName::parse, "These secrets alone; with commas between, or several times.")
            .splitAtCommas();
    private final RepeatedOption<SecretName> except = RepeatedOption.of(
                    "--except", "NAME", SecretName::parse, "All but these; with commas between, or several times.")
            .splitAtCommas();

    /** {@code what}, restricted to the names that were given. */
    public Loading applyTo(Loading what) {
        Loading restricted = only.isGiven() ? what.only(only.values()) : what;
        return except.isGiven() ? restricted.except(except.values()) : restricted;
    }

    @Override
    public boolean isGiven() {
        return only.isGiven() || except.isGiven();
    }

    @Override
    public List<ArgSpec> specs() {
        return Stream.of(only, except).flatMap(one -> one.specs().stream()).toList();
    }
}
