// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Member;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
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
                .example("kist key remove alice --all", "takes it away wherever it opens, under another label, too");
    }

    @Override
    public int run(CommandContext context) {
        Renewal renewal = keepFingerprint.isGiven()
                ? Renewal.KEPT
                : discardPrepared.isGiven() ? Renewal.NEW : Renewal.PREPARED_OR_NEW;
        List<Map<String, Object>> done = new ArrayList<>();
        EachEnvironment each = new EachEnvironment(context, environments);
        int code = environments.isAll()
                ? removeEverywhere(context, each, renewal, done)
                : each.run(session -> remove(context, session, id.get(), renewal, done));
        print(context, done);
        return code;
    }

    private int remove(
            CommandContext context, Session session, String key, Renewal renewal, List<Map<String, Object>> done) {
        KeyRemoval removal = new KeyRemoval(context, session, yes.isGiven(), !noWait.isGiven());
        done.add(prepare.isGiven() ? removal.prepare(key, discardPrepared.isGiven()) : removal.remove(key, renewal));
        return removal.exitCode();
    }

    /** All environments are looked at before the key is taken away from one: it may have other labels elsewhere. */
    private int removeEverywhere(
            CommandContext context, EachEnvironment each, Renewal renewal, List<Map<String, Object>> done) {
        LeavingKeys leaving = new LeavingKeys(id.get());
        int seen = each.run(session -> {
            leaving.look(session.name(), session.environment().members().list());
            return ExitCode.DONE;
        });
        leaving.require(context.terminal(), yes.isGiven());
        int removed = each.runIn(leaving.environments(), session -> {
            int code = ExitCode.DONE;
            for (Member member : leaving.of(session.name())) {
                code = Math.max(code, remove(context, session, member.publicKey(), renewal, done));
            }
            return code;
        });
        return Math.max(seen, removed);
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
