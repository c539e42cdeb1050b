package dev.kist.cli.key;

import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.spi.Freshness;

/** {@code kist rotate}: a new DEK, and everything encrypted again with it. */
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
        int[] code = {0};
        int passedOver = new EachEnvironment(context, environments).run(session -> {
            session.openEnvironment(Freshness.PRIMARY);
            int one = new RotationReport(context.terminal())
                    .run(session, (name, progress) -> session.rotation().rotate(name, progress));
            code[0] = Math.max(code[0], one);
        });
        return Math.max(code[0], passedOver);
    }
}
