// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.terminal.ExitCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

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
     * that cannot be read here are named and passed over: no key at hand opens them, or they are refused.
     *
     * @param work gives an exit code
     * @return the worst of them; not readable, if some were passed over
     */
    public int run(ToIntFunction<Session> work) {
        List<EnvironmentName> named = option.isAll() ? all() : context.options().environments();
        if (named.isEmpty() && !option.isAll()) {
            try (Session session = Session.open(context)) {
                return work.applyAsInt(session);
            }
        }
        return runIn(named, work);
    }

    /** The same in these alone. */
    public int runIn(Collection<EnvironmentName> named, ToIntFunction<Session> work) {
        int code = ExitCode.DONE;
        for (EnvironmentName name : named) {
            code = Math.max(code, run(name, work));
        }
        return code;
    }

    /** Whether {@code name} is among the environments that were asked for. */
    public boolean isMeant(EnvironmentName name) {
        return option.isAll() || context.options().environments().contains(name);
    }

    private int run(EnvironmentName name, ToIntFunction<Session> work) {
        try (Session session = open(name)) {
            return work.applyAsInt(session);
        } catch (KistException e) {
            if (!option.isAll() || e.reason() != KistException.Reason.NOT_READABLE) {
                throw e;
            }
            context.say(e);
            return ExitCode.NOT_READABLE;
        }
    }

    private Session open(EnvironmentName name) {
        Map<Setting, SettingValue> flags = context.flags(name, "--environment");
        return option.isAll() ? Session.openForAll(context, flags) : Session.open(context, flags);
    }

    private List<EnvironmentName> all() {
        try (Session session = Session.openForAll(context, context.flags())) {
            return session.environmentNames();
        }
    }
}
