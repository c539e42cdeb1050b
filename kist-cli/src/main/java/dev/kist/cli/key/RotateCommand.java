package dev.kist.cli.key;

import dev.kist.RotationResult;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ProgressBar;

/** {@code kist rotate}: everything is encrypted again with a new key of the environment's own. */
public final class RotateCommand implements Command {
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Encrypt everything in an environment again.",
                        "Programs go on reading and writing meanwhile. Keys and fingerprint stay. An interrupted run is"
                                + " completed by the next one.")
                .inSeveral(environments)
                .example("kist rotate -e production", "encrypts one environment again")
                .example("kist rotate --all", "encrypts all of them again");
    }

    @Override
    public int run(CommandContext context) {
        return new EachEnvironment(context, environments).run(session -> rotate(context, session));
    }

    private static int rotate(CommandContext context, Session session) {
        RotationResult result;
        try (ProgressBar bar = context.terminal().progress("rotating " + session.name())) {
            result = session.write(environment -> environment.rotate(bar));
        }
        return new RotationReport(context).say(result);
    }
}
