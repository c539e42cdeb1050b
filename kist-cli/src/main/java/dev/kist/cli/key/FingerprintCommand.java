// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.Environment;
import dev.kist.Sight;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist fingerprint}: prints what {@code KIST_FINGERPRINT} has to be. */
public final class FingerprintCommand implements Command {
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Print the fingerprint of an environment, for KIST_FINGERPRINT.",
                        "Several environments: a line each, with the name. Only one that counts here is printed, or, with a"
                                + " warning, one that is not known on this machine; see kist trust.")
                .inSeveral(environments)
                .example("kist fingerprint -e production", "prints one")
                .example("kist fingerprint --all", "prints those of all environments");
    }

    @Override
    public int run(CommandContext context) {
        List<Map<String, Object>> found = new ArrayList<>();
        int code = new EachEnvironment(context, environments).run(session -> {
            // Others take what is printed from a member: what is refused here must not be told to them.
            Sight sight = session.settled(Environment::recognized);
            if (!sight.trust().allowsWriting()) {
                context.terminal()
                        .warning("the fingerprint of " + session.name() + " is not known on this machine: nothing here"
                                + " vouches for it");
                context.terminal()
                        .hint("ask a member what kist fingerprint -e " + session.name() + " prints, and compare");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("environment", session.name().value());
            fields.put("fingerprint", sight.fingerprint().hex());
            found.add(fields);
            return ExitCode.DONE;
        });
        if (context.isJson()) {
            context.printJson(found);
            return code;
        }
        boolean isNamed = environments.isAll() || found.size() > 1;
        found.forEach(fields -> context.terminal()
                .textLine(
                        isNamed
                                ? fields.get("environment") + " " + fields.get("fingerprint")
                                : String.valueOf(fields.get("fingerprint"))));
        return code;
    }
}
