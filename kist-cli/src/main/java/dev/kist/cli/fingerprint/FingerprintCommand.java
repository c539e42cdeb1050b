package dev.kist.cli.fingerprint;

import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.terminal.Json;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist fingerprint}: prints what {@code KIST_FINGERPRINT} has to be. */
@Command(
        name = "fingerprint",
        description = {
            "Print the fingerprint of an environment, for KIST_FINGERPRINT; several",
            "environments: a line each, with the name."
        })
public final class FingerprintCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;

    public FingerprintCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> found = new ArrayList<>();
        int code = new EachEnvironment(context, environments).run(session -> {
            OpenEnvironment open = session.openEnvironment(Freshness.PREFER_PRIMARY);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("environment", open.name().value());
            fields.put("fingerprint", open.fingerprint().hex());
            found.add(fields);
        });
        if (isJson) {
            context.terminal().dataLine(Json.of(found));
            return code;
        }
        boolean isNamed = environments.isAll() || found.size() > 1;
        found.forEach(fields -> context.terminal()
                .dataLine(
                        isNamed
                                ? fields.get("environment") + " " + fields.get("fingerprint")
                                : String.valueOf(fields.get("fingerprint"))));
        return code;
    }
}
