// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Member;
import dev.kist.ParentPlan.ShutOut;
import dev.kist.Printable;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.Terminal;
import java.util.List;
import java.util.function.Predicate;

/** Members who cannot read an environment since their key does not open one of its parents. */
public final class ShutOutText {
    private ShutOutText() {}

    /** One of them, in words. */
    public static String of(EnvironmentName child, ShutOut out) {
        return Printable.visible(out.member().label()) + " (" + out.member().id() + ") opens " + child + " but not "
                + out.parent() + ", which it inherits from, and so cannot read " + child;
    }

    /** Warns if {@code member}, who was let in just now, cannot read the environment all the same. */
    public static void warn(Terminal terminal, Environment environment, Member member) {
        warn(terminal, environment, member, parent -> false);
    }

    /** The same, but for parents that the same command lets them into, too. */
    public static void warn(
            Terminal terminal, Environment environment, Member member, Predicate<EnvironmentName> isLetInToo) {
        for (ShutOut out : shutOut(environment)) {
            if (out.member().publicKey().equals(member.publicKey()) && !isLetInToo.test(out.parent())) {
                terminal.warning(of(environment.name(), out));
                terminal.hint(Advice.letIn(out.parent(), member));
            }
        }
    }

    private static List<ShutOut> shutOut(Environment environment) {
        try {
            return environment.members().shutOut();
        } catch (KistException e) {
            // The key is in; what stands in the way of a parent is met by whoever reads.
            return List.of();
        }
    }
}
