// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.Age;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.NamePattern;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.session.Unreadable;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kist list}: shows what there is; values where they are asked for. */
public final class ListCommand implements Command {
    private final Operand<NamePattern> patterns = Operand.several(
            0,
            Integer.MAX_VALUE,
            "PATTERN",
            NamePattern::parse,
            "Names, or patterns such as 'STRIPE_*'; all secrets, where none is given.");
    private final Flag all = Flag.of("--all", "List every environment.");
    private final Flag own = Flag.of("--own", "Leave out what the environment inherits.");
    private final RevealOption reveal = RevealOption.inList();
    private final Flag notes = Flag.of("--notes", "Show notes.");
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "List secrets: name, version, age, who wrote it.",
                        "Values are left out; with --values they are masked, with --reveal they are whole. What an"
                                + " environment inherits is listed with the environment that it comes from; with --all,"
                                + " where it is stored.")
                .takes(patterns, all, own, reveal, notes, at, skip)
                .example("kist list -e production", "lists one environment")
                .example("kist list 'STRIPE_*'", "lists those whose names begin with STRIPE_")
                .example("kist list --values", "shows the ends of values, and how long they are")
                .example("kist list --at 7d --notes", "lists what there was a week ago, with notes");
    }

    @Override
    public int run(CommandContext context) {
        if (all.isGiven() && !context.options().environments().isEmpty()) {
            throw new InvalidInputException(
                    "wrong arguments: both --environment and --all are given", "give one of them");
        }
        List<Secret> secrets = new ArrayList<>();
        List<KistException> unreadable = new ArrayList<>();
        EnvironmentName where;
        Instant now;
        boolean isOwn = own.isGiven() || all.isGiven();
        Loading everything = at.applyTo(isOwn ? Loading.all() : Loading.all().withInherited());
        Loading what = patterns.isGiven() ? everything.onlyMatching(patterns.values()) : everything;
        try (Session session = all.isGiven() ? Session.openForAll(context, context.flags()) : Session.open(context)) {
            List<EnvironmentName> names = all.isGiven() ? session.environmentNames() : List.of(session.name());
            for (EnvironmentName name : names) {
                try {
                    Listing listing = all.isGiven()
                            ? session.met(name, session.kist().environment(name).list(what))
                            : session.read(environment -> environment.list(what));
                    secrets.addAll(listing.secrets());
                    unreadable.addAll(listing.unreadable());
                } catch (KistException e) {
                    if (!all.isGiven() || e.reason() != KistException.Reason.NOT_READABLE) {
                        throw e;
                    }
                    unreadable.add(e);
                }
            }
            where = session.name();
            now = session.kist().now();
        }
        Found found = new Found(where, secrets, unreadable.isEmpty(), now);
        print(context, found);
        return Math.max(Unreadable.report(context, skip, unreadable), reportMissing(context, found));
    }

    /** What is to be printed; of every environment, or of one and its parents. */
    private record Found(EnvironmentName environment, List<Secret> secrets, boolean isWhole, Instant now) {
        boolean hasInherited() {
            return secrets.stream().anyMatch(secret -> !secret.environment().equals(environment));
        }
    }

    private void print(CommandContext context, Found found) {
        List<Secret> secrets = found.secrets();
        if (context.isJson()) {
            context.printJson(secrets.stream().map(this::fields).toList());
            return;
        }
        if (secrets.isEmpty() && (!found.isWhole() || patterns.isGiven())) {
            return;
        }
        if (secrets.isEmpty()) {
            context.terminal()
                    .note(
                            at.isGiven()
                                    ? "there were no secrets then; kist log shows what there was when"
                                    : "no secrets yet; kist set KEY sets one");
            return;
        }
        List<String> headings = new ArrayList<>(List.of("NAME", "VERSION", "AGE", "BY"));
        if (all.isGiven()) {
            headings.add(0, "ENVIRONMENT");
        } else if (found.hasInherited()) {
            headings.add("FROM");
        }
        if (reveal.shows()) {
            headings.add("VALUE");
        }
        if (notes.isGiven()) {
            headings.add("NOTE");
        }
        Table table = new Table(headings.toArray(String[]::new)).keeping("VALUE");
        for (Secret secret : secrets) {
            List<String> cells = new ArrayList<>(List.of(
                    secret.name().value(),
                    String.valueOf(secret.version()),
                    Age.of(secret.updatedAt(), found.now()),
                    secret.updatedBy().value()));
            if (all.isGiven()) {
                cells.add(0, secret.environment().value());
            } else if (found.hasInherited()) {
                cells.add(secret.environment().value());
            }
            if (reveal.shows()) {
                cells.add(ShownValue.text(secret.value(), reveal));
            }
            if (notes.isGiven()) {
                cells.add(secret.note().map(Note::text).orElse(""));
            }
            table.add(cells);
        }
        context.print(table);
    }

    private Map<String, Object> fields(Secret secret) {
        Map<String, Object> fields = SecretFields.of(secret);
        ShownValue.addTo(fields, secret.value(), reveal);
        if (notes.isGiven()) {
            fields.put("note", secret.note().map(Note::text).orElse(""));
        }
        return fields;
    }

    /** A name or a pattern that nothing goes by is a slip. */
    private int reportMissing(CommandContext context, Found found) {
        List<NamePattern> missing = patterns.values().stream()
                .filter(pattern -> found.secrets().stream().noneMatch(secret -> pattern.matches(secret.name())))
                .toList();
        if (missing.isEmpty()) {
            return ExitCode.DONE;
        }
        String where = all.isGiven() ? "" : " of " + found.environment();
        missing.forEach(pattern -> context.terminal().error("no secret" + where + " matches " + pattern));
        context.terminal()
                .hint("kist list " + (all.isGiven() ? "--all" : "-e " + found.environment()) + " shows the names");
        return ExitCode.NOT_FOUND;
    }
}
