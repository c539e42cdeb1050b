// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.Snapshot;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.page.VisibleRows.Show;
import dev.kist.dashboard.internal.sheet.Column;
import dev.kist.dashboard.internal.sheet.Sheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The first page: all environments side by side, and the blocks of rows that are fetched as one scrolls. */
public final class SecretsPage {
    /** How many rows are fetched at once. */
    static final int BLOCK = 60;

    private final Workspace workspace;

    SecretsPage(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * An environment's head.
     *
     * @param name its name
     * @param access {@code open}, {@code untrusted}, {@code no_key} or {@code refused}
     * @param count how many secrets apply in it
     * @param inheritsFrom the environments that some of them come from
     * @param problem why it is not open
     */
    public record Head(
            String name, String access, long count, List<EnvironmentName> inheritsFrom, Optional<Problem> problem) {}

    /**
     * Some rows.
     *
     * @param from the index of the first
     * @param size how many rows are shown in all
     * @param lines the rows
     * @param counts how many rows each filter would show: all, different, missing, unreadable, draft
     * @param inEach how many secrets apply in each environment
     */
    public record Rows(int from, int size, List<VisibleRows.Line> lines, List<Integer> counts, List<Long> inEach) {}

    /**
     * The page.
     *
     * @param unreadable what cannot be read, a sentence each
     * @param closed why no environment is open, where none is
     * @param show the filter that is on
     */
    public record View(
            Frame frame,
            List<Head> heads,
            Rows rows,
            List<String> unreadable,
            List<Problem> closed,
            String show,
            String text,
            String usual,
            Optional<String> secret,
            Optional<String> environment) {

        /** Whether there is nothing at all. */
        public boolean hasNoEnvironment() {
            return heads.isEmpty();
        }

        /** Whether the environments have no secret yet. */
        public boolean isEmpty() {
            return rows.counts().get(0) == 0;
        }

        /** Whether an environment can be read. */
        public boolean isReadable() {
            return closed.isEmpty();
        }

        /** Whether an environment can be written to. */
        public boolean isWritable() {
            return !frame.isReadOnly()
                    && heads.stream().anyMatch(head -> head.access().equals("open"));
        }
    }

    /** The page. */
    Response page(Request request) {
        Sheet sheet = workspace.sheets().now();
        VisibleRows table = table(sheet, request);
        List<String> unreadable = new ArrayList<>();
        sheet.columns().forEach(column -> column.unreadable().stream()
                .map(Problem::of)
                .forEach(problem -> unreadable.add(problem.text())));
        return workspace.render(
                "secrets",
                new View(
                        workspace.frame("Secrets", "", sheet.state()),
                        sheet.columns().stream().map(SecretsPage::head).toList(),
                        rows(sheet, table, 0),
                        unreadable,
                        closed(sheet),
                        show(request).word(),
                        text(request),
                        workspace.kist().environment().name().value(),
                        request.find("name").filter(SecretName::isValid),
                        request.find("environment").filter(EnvironmentName::isValid)));
    }

    private static List<Problem> closed(Sheet sheet) {
        if (sheet.columns().stream().anyMatch(Column::isReadable)) {
            return List.of();
        }
        List<KistException> failures = sheet.columns().stream()
                .flatMap(column -> column.failure().stream())
                .toList();
        List<NoKeyException> noKey = failures.stream()
                .filter(NoKeyException.class::isInstance)
                .map(NoKeyException.class::cast)
                .toList();
        List<Problem> closed = new ArrayList<>();
        if (!noKey.isEmpty()) {
            closed.add(Problem.ofClosed(noKey));
        }
        failures.stream()
                .filter(failure -> !(failure instanceof NoKeyException))
                .map(Problem::of)
                .forEach(closed::add);
        return closed;
    }

    /** A block of rows; a text that is looked for in notes and values has to be in the form, not in the address. */
    Response rows(Request request) {
        Sheet sheet = workspace.sheets().recent();
        return workspace.render("rows", rows(sheet, table(sheet, request), request.requireNumber("from")));
    }

    private static Rows rows(Sheet sheet, VisibleRows table, int from) {
        List<Integer> counts = new ArrayList<>();
        for (Show show : Show.values()) {
            counts.add(table.count(show));
        }
        return new Rows(
                from,
                table.size(),
                table.lines(from, BLOCK),
                counts,
                sheet.columns().stream().map(Column::count).toList());
    }

    private VisibleRows table(Sheet sheet, Request request) {
        String text = text(request);
        Set<SecretName> found =
                request.isPost() && request.isTicked("inside") && text.length() > 1 ? inside(sheet, text) : Set.of();
        return new VisibleRows(sheet, workspace.draft(), show(request), text, found);
    }

    private static String text(Request request) {
        return request.find("text").orElse("").strip();
    }

    private static Show show(Request request) {
        return Show.of(request.find("show").orElse(""));
    }

    private static Head head(Column column) {
        return new Head(
                column.name().value(),
                column.access().name().toLowerCase(Locale.ROOT),
                column.count(),
                List.copyOf(column.inheritsFrom()),
                column.failure().map(Problem::of));
    }

    /** The names whose note or value holds the text. */
    private Set<SecretName> inside(Sheet sheet, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Set<SecretName> found = new HashSet<>();
        Kist kist = workspace.kist();
        for (Column column : sheet.columns()) {
            if (!column.isReadable()) {
                continue;
            }
            try {
                Snapshot snapshot =
                        kist.environment(column.name()).load(Loading.all().skippingUnreadable());
                snapshot.secrets().forEach((name, loaded) -> {
                    if (holds(loaded.stored(), loaded.value(), wanted)) {
                        found.add(name);
                    }
                });
            } catch (KistException e) {
                // Its column says why it cannot be read; what is found elsewhere is shown.
            }
        }
        return found;
    }

    private static boolean holds(Secret stored, SecretValue value, String wanted) {
        boolean inNote = stored.note()
                .filter(note -> note.text().toLowerCase(Locale.ROOT).contains(wanted))
                .isPresent();
        return inNote
                || (!value.isBinary() && value.text().toLowerCase(Locale.ROOT).contains(wanted));
    }
}
