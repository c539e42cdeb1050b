package dev.kist.cli.rotate;

import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.spi.Freshness;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kist rotate}: a new DEK, and everything encrypted again with it. */
@Command(
        name = "rotate",
        description = {
            "Encrypt an environment again with a new data-encryption key, while programs go",
            "on reading and writing. Keys and fingerprint stay. An interrupted run is",
            "completed by the next one."
        })
public final class RotateCommand implements Callable<Integer> {
    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;

    public RotateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
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
