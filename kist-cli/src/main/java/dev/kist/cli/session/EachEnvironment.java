package dev.kist.cli.session;

import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.secret.EnvironmentName;
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

    /** Works through the environments; the first failure ends it, and what was done before stays. */
    public void run(Consumer<Session> work) {
        List<EnvironmentName> named = option.named();
        if (option.isAll()) {
            try (Session session = Session.open(context, option.asSettings())) {
                named = session.environments().names();
            }
        }
        if (named.isEmpty() && !option.isAll()) {
            try (Session session = Session.open(context, option.asSettings())) {
                work.accept(session);
            }
        }
        for (EnvironmentName name : named) {
            try (Session session = Session.open(context, option.asSettings(name))) {
                work.accept(session);
            }
        }
    }
}
