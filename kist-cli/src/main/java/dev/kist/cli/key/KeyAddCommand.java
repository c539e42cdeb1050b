// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.Label;
import dev.kist.Member;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShutOutText;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code kist key add}: lets a key open environments. */
public final class KeyAddCommand implements Command {
    private final Operand<String> publicKey =
            Operand.one("PUBLIC_KEY", text -> text, "kist-pub-1-..., or an address such as aws-kms://...");
    private final Option<Label> label = Option.of(
                    "--label", "NAME", Label::parse, "Whose key it is, such as alice or ci.")
            .required();
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Let a key open an environment.",
                        "Its holder sends you what kist key public prints; nothing secret travels. Compare the whole key"
                                + " by another way than the one it came by: whoever can change it on the way is let in"
                                + " instead. A key in a key management service is let in by its address.")
                .takes(publicKey, label)
                .inSeveral(environments)
                .example("kist key add kist-pub-1-... --label alice", "lets a colleague in")
                .example("kist key add kist-pub-1-... --label ci -e production", "lets a machine into production");
    }

    @Override
    public int run(CommandContext context) {
        List<Member> added = new ArrayList<>();
        EachEnvironment each = new EachEnvironment(context, environments);
        try {
            return each.run(session -> {
                if (!isPassedOver(context, session)) {
                    added.add(add(context.terminal(), each, session));
                }
                return ExitCode.DONE;
            });
        } finally {
            added.stream().findFirst().ifPresent(member -> sayWhoseKeyItIs(context.terminal(), member));
        }
    }

    /** Of several environments, one that the key opens already is no failure: the others are what is left to do. */
    private boolean isPassedOver(CommandContext context, Session session) {
        boolean isOneOfSeveral =
                environments.isAll() || context.options().environments().size() > 1;
        if (!isOneOfSeveral) {
            return false;
        }
        Optional<Member> there = session
                .read(environment -> environment.members().list())
                .stream()
                .filter(member -> member.publicKey().equals(publicKey.get().strip()))
                .findFirst();
        there.ifPresent(member -> context.terminal()
                .note("the key " + member.id() + " opens " + session.name() + " already, as " + member.label()));
        return there.isPresent();
    }

    private Member add(Terminal terminal, EachEnvironment each, Session session) {
        Member member = session.write(environment -> environment.members().add(publicKey.get(), label.get()));
        int keys = session.environment().members().list().size();
        terminal.note("added the key " + member.id() + " of " + member.label() + " to " + session.name() + ": " + keys
                + " keys open it now");
        ShutOutText.warn(terminal, session.environment(), member, each::isMeant);
        return member;
    }

    private static void sayWhoseKeyItIs(Terminal terminal, Member member) {
        if (member.isKeptByService()) {
            terminal.note("address: " + member.publicKey());
            terminal.note("whoever its service allows to decrypt with it opens what it was added to");
        } else {
            terminal.note("public key: " + member.publicKey());
            terminal.note("compare it with what kist key public prints on the holder's machine");
        }
    }
}
