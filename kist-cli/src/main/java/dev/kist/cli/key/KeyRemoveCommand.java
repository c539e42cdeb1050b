// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kist key remove}: takes a key away, so that it opens nothing that is written from then on. */
public final class KeyRemoveCommand implements Command {
    private final Operand<String> id =
            Operand.one("ID", text -> text, "The key's id, label or public key; see kist key list.");
    private final Flag prepare = Flag.of(
            "--prepare",
            "Remove nothing yet: print the fingerprint that is to come, so that it can be made known first.");
    private final Flag keepFingerprint = Flag.of("--keep-fingerprint", "Keep the fingerprint. Says what that costs.");
    private final Flag discardPrepared = Flag.of("--discard-prepared", "Start over even if a removal was prepared.");
    private final Flag yes = SharedOptions.yes("Remove without asking, even the only key at hand.");
    private final Flag noWait = Flag.of(
            "--no-wait", "Do not wait for up to a minute: a later rotation drops what the removed key could open.");
    private final EnvironmentsOption environments = new EnvironmentsOption();

    @Override
    public Description description() {
        return Description.of(
                        "Take a key away: everything is encrypted again, and the fingerprint changes.",
                        "What the holder has read stays known to them: change those values. Anyone who knows the fingerprint has to be"
                                + " told the new one; --prepare prints it before anything is removed.")
                .takes(id, prepare, keepFingerprint, discardPrepared, yes, noWait)
                .inSeveral(environments)
                .exclusive(prepare, keepFingerprint)
                .exclusive(keepFingerprint, discardPrepared)
                .example("kist key remove alice -e production", "takes a key away by its label")
                .example("kist key remove alice --all", "takes it away wherever it opens");
    }

    @Override
    public int run(CommandContext context) {
        Renewal renewal = keepFingerprint.isGiven()
                ? Renewal.KEPT
                : discardPrepared.isGiven() ? Renewal.NEW : Renewal.PREPARED_OR_NEW;
        List<Map<String, Object>> done = new ArrayList<>();
        int code = new EachEnvironment(context, environments).run(session -> {
            KeyRemoval removal = new KeyRemoval(context, session, yes.isGiven(), !noWait.isGiven());
            if (environments.isAll() && !removal.isThere(id.get())) {
                return ExitCode.DONE;
            }
            done.add(
                    prepare.isGiven()
                            ? removal.prepare(id.get(), discardPrepared.isGiven())
                            : removal.remove(id.get(), renewal));
            return removal.exitCode();
        });
        if (done.isEmpty()) {
            throw new NotFoundException(
                    "no environment opens for the key " + Printable.quote(id.get()),
                    "kist key list --all shows which there are");
        }
        print(context, done);
        return code;
    }

    private void print(CommandContext context, List<Map<String, Object>> done) {
        if (context.isJson()) {
            context.printJson(done);
            return;
        }
        boolean isNamed = environments.isAll() || done.size() > 1;
        done.forEach(fields -> context.terminal()
                .textLine(
                        isNamed
                                ? fields.get("environment") + " " + fields.get("fingerprint")
                                : String.valueOf(fields.get("fingerprint"))));
    }
}
