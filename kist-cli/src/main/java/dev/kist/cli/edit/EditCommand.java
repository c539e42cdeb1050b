// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import dev.kist.InvalidInputException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.run.EditorProgram;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite.Answer;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.util.List;

/** {@code kist edit}: changes secrets in an editor. */
public final class EditCommand implements Command {
    private final Operand<SecretName> keys = Operand.several(
            0, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets; all, where none is given.");
    private final Flag yes = SharedOptions.yes("Change existing secrets without asking.");
    private final Flag force = Flag.of("--force", "Write even if a template breaks by it.");
    private final Flag deleteGone = Flag.of("--delete-gone", "Delete secrets whose line is gone without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Edit an environment's own secrets in your editor: VISUAL, else EDITOR, else vi.",
                        "The file is in memory if the system allows it; only you can read it, and it is gone when the"
                                + " editor ends. Comments above a line are its note. You see what would change before"
                                + " anything is written.")
                .takes(keys, yes, deleteGone, force)
                .example("kist edit -e production", "edits all secrets of production")
                .example("kist edit DATABASE_URL SMTP_PASSWORD", "edits two");
    }

    @Override
    public int run(CommandContext context) {
        Terminal terminal = context.terminal();
        try (Session session = Session.open(context)) {
            Listing read = session.read(environment -> environment.list(Loading.all()));
            requireOwn(session, read);
            FirstTen.say(
                    read.unreadable(),
                    e -> terminal.warning("left out: " + e.getMessage()),
                    terminal::warning,
                    "left out");
            EditText text = new EditText(read, keys.values());
            requireEditor(context);
            EditorProgram editor =
                    EditorProgram.of(context.variables(), session.settings().secretVariables());
            Answers answers = Answers.none().and(Answer.ASSUME_YES, yes).and(Answer.FORCE, force);
            EditedSecrets edited =
                    new EditedSecrets(context, session, read, new EditedSecrets.Terms(answers, deleteGone.isGiven()));
            try (EditedFile file =
                    EditedFile.create(terminal, context.variables(), EditText.fileName(session.name()), text.bytes())) {
                return edited.edit(text, file, editor);
            }
        }
    }

    /** The one that is taken where none is named needs a terminal, and would wait for it. */
    private static void requireEditor(CommandContext context) {
        Streams streams = context.terminal().streams();
        if (!EditorProgram.isNamed(context.variables()) && !(streams.isTerminalIn() && streams.isTerminalOut())) {
            throw new InvalidInputException(
                    "there is no terminal for an editor", "set EDITOR to a program that needs none");
        }
    }

    /** A name that is not there is deleted, inherited, unreadable or a slip: the library says which. */
    private void requireOwn(Session session, Listing read) {
        List<SecretName> there = read.secrets().stream().map(Secret::name).toList();
        for (SecretName name : keys.values()) {
            if (!there.contains(name)) {
                Snapshot found = session.read(environment ->
                        environment.load(Loading.all().only(List.of(name)).asStored()));
                throw NotFoundException.inherited(
                        session.name(), name, found.require(name).stored().environment());
            }
        }
    }
}
