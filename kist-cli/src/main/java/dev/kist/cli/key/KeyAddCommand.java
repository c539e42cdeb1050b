package dev.kist.cli.key;

import dev.kist.Label;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist key add}: lets a key open environments. */
@Command(
        name = "add",
        description = {
            "Let a key open an environment. Its holder sends you what kist key public",
            "prints; nothing secret travels. Compare the whole key by another way than",
            "the one it came by: whoever can change it on the way is let in instead.",
            "A key in a key management service is let in by its address."
        })
public final class KeyAddCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "PUBLIC_KEY",
            description = "kist-pub-1-..., or aws-kms://..., gcp-kms://..., hcvault://...")
    String publicKey = "";

    @Option(
            names = "--label",
            required = true,
            paramLabel = "NAME",
            description = "Whose key it is, such as alice or ci.")
    String label = "";

    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;

    public KeyAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Recipient key = Recipient.parse(publicKey);
        Label name = Label.parse(label);
        int[] added = {0};
        try {
            return new EachEnvironment(context, environments).run(session -> {
                add(session, key, name);
                added[0]++;
            });
        } finally {
            if (added[0] > 0) {
                sayWhoseKeyItIs(key);
            }
        }
    }

    private void sayWhoseKeyItIs(Recipient key) {
        if (key instanceof KmsIdentity) {
            context.terminal().note("address: " + key);
            context.terminal().note("whoever its service allows to decrypt with it opens what it was added to");
        } else {
            context.terminal().note("public key: " + key);
            context.terminal().note("compare it with what kist key public prints on the holder's machine");
        }
    }

    private void add(Session session, Recipient key, Label name) {
        session.openEnvironment(Freshness.PRIMARY);
        session.rotation().settleIfDue(session.environment());
        OpenEnvironment now = session.keyAdministration().add(session.environment(), key, name);
        context.terminal()
                .note("added the key " + key.id() + " of " + name + " to " + session.environment() + ": "
                        + now.keys().asList().size() + " keys open it now");
    }
}
