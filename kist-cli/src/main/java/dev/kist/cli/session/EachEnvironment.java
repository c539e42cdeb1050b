package dev.kist.cli.session;

import dev.kist.EnvironmentName;
import dev.kist.NoKeyException;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.terminal.ExitCode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does the same in each of the environments that were asked for, one after the other. Each has a session of its own: its
 * settings may name another store.
 */
public final class EachEnvironment {
    private final CommandContext context;
    private final EnvironmentsOption option;

    public EachEnvironment(CommandContext context, EnvironmentsOption option) {
        this.context = context;
        this.option = option;
    }

    /**
     * Works through the environments; the first failure ends it, and what was done before stays. Where all are meant, those
     * that no key at hand opens are named and passed over.
     *
     * @return the exit code: not readable, if some were passed over
     */
    public int run(Consumer<Session> work) {
        int code = ExitCode.DONE;
        List<EnvironmentName> named = context.options().environments();
        if (option.isAll()) {
            try (Session session = Session.open(context)) {
                named = session.environments().names();
            }
        }
        if (named.isEmpty() && !option.isAll()) {
            try (Session session = Session.open(context)) {
                work.accept(session);
            }
        }
        for (EnvironmentName name : named) {
            try (Session session = Session.open(context, context.flags(name, "--environment"))) {
                work.accept(session);
            } catch (NoKeyException e) {
                if (!option.isAll()) {
                    throw e;
                }
                context.terminal().error(String.valueOf(e.getMessage()));
                code = ExitCode.NOT_READABLE;
            }
        }
        return code;
    }
}
