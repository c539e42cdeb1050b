package dev.kist.cli.key;

import dev.kist.Label;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;

/** {@code kist key add}: lets a key open environments. */
public final class KeyAddCommand implements Command {
    private final Operand<Recipient> publicKey = Operand.one(
            "PUBLIC_KEY", Recipient::parse, "kist-pub-1-..., or aws-kms://..., gcp-kms://..., hcvault://...");
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
        Recipient key = publicKey.get();
        int[] added = {0};
        try {
            return new EachEnvironment(context, environments).run(session -> {
                add(context.terminal(), session, key, label.get());
                added[0]++;
            });
        } finally {
            if (added[0] > 0) {
                sayWhoseKeyItIs(context.terminal(), key);
            }
        }
    }

    private static void sayWhoseKeyItIs(Terminal terminal, Recipient key) {
        if (key instanceof KmsIdentity) {
            terminal.note("address: " + key);
            terminal.note("whoever its service allows to decrypt with it opens what it was added to");
        } else {
            terminal.note("public key: " + key);
            terminal.note("compare it with what kist key public prints on the holder's machine");
        }
    }

    private static void add(Terminal terminal, Session session, Recipient key, Label name) {
        session.openEnvironment(Freshness.PRIMARY);
        session.rotation().settleIfDue(session.environment());
        OpenEnvironment now = session.keyAdministration().add(session.environment(), key, name);
        terminal.note("added the key " + key.id() + " of " + name + " to " + session.environment() + ": "
                + now.keys().asList().size() + " keys open it now");
    }
}
