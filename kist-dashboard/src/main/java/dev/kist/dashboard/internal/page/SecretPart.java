// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.dashboard.internal.draft.Draft;
import dev.kist.dashboard.internal.draft.Edit;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.draft.Seen;
import dev.kist.dashboard.internal.http.Refusal;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.sheet.Cell;
import dev.kist.dashboard.internal.sheet.Column;
import dev.kist.dashboard.internal.sheet.Row;
import dev.kist.dashboard.internal.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One secret in one environment, at the side of the table. Its value is not part of it: {@link ValuePart} gives that. */
public final class SecretPart {
    private final Workspace workspace;

    SecretPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /** One of the environments to choose from. */
    public record Tab(String environment, String look, String spoken) {}

    /**
     * The version that applies.
     *
     * @param storedIn the environment that stores it
     * @param isInherited whether that is a parent
     * @param kind {@code text}, {@code template} or {@code binary}
     * @param size how many bytes a binary value has
     */
    public record Current(
            int version,
            String storedIn,
            boolean isInherited,
            String kind,
            String size,
            String note,
            String by,
            String time,
            String ago,
            String created,
            Seen seen) {}

    /** The change of it that is not saved yet. */
    public record Drafted(String what, String origin, boolean isDeletion) {}

    /**
     * The part.
     *
     * @param current empty where it is missing, deleted or not to be read
     * @param drafted the change that is not saved yet
     * @param versions what is kept in this environment, newest first
     * @param canWrite whether it can be changed here
     * @param problem why it cannot be read
     */
    public record View(
            String name,
            String environment,
            List<Tab> tabs,
            Optional<Current> current,
            Optional<Drafted> drafted,
            List<Versions.Line> versions,
            boolean canWrite,
            boolean isReadOnly,
            Optional<Problem> problem) {

        /** Whether what is stored can be read, so that all can be done with it, even where it leads nowhere. */
        public boolean isStoredReadable() {
            return problem.isEmpty() || current.isPresent();
        }

        /** Whether its newest version is a deletion. */
        public boolean isDeleted() {
            return !versions.isEmpty() && versions.get(0).isDeleted();
        }

        /** The same text for what looks the same, however old it has become. */
        public String shape() {
            List<Integer> numbers = versions.stream().map(Versions.Line::number).toList();
            List<String> stored = current.map(of -> List.of(of.storedIn(), of.note(), of.kind(), of.time()))
                    .orElse(List.of());
            return Integer.toHexString(Objects.hash(tabs, stored, numbers, drafted, canWrite, problem));
        }

        /** The version that a change is made of. */
        public Seen base() {
            return current.filter(version -> !version.isInherited())
                    .map(Current::seen)
                    .orElse(Seen.NOTHING);
        }
    }

    Response show(Request request) {
        return workspace.render("secret", view(place(request)));
    }

    /** The same after the draft was changed. */
    Response changed(Place place) {
        return workspace.renderChanged("secret", view(place));
    }

    static Place place(Request request) {
        return new Place(
                EnvironmentName.parse(request.require("environment")), SecretName.parse(request.require("name")));
    }

    /** Which version a form was made of. */
    static Seen seen(Request request, String name) {
        try {
            return Seen.parse(request.require(name));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The request's " + name + " is not a version.");
        }
    }

    /** Which versions a plan was made of, by name. */
    static Map<SecretName, Seen> allSeen(Request request) {
        try {
            return Seen.split(request.find("seen").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The request's seen is not a list of versions.");
        }
    }

    private View view(Place place) {
        Sheet sheet = workspace.sheets().recent();
        Optional<Column> column = sheet.column(place.environment());
        if (column.isEmpty()) {
            throw new NotFoundException("the environment " + place.environment() + " does not exist any more", null);
        }
        Optional<Problem> problem = column.flatMap(Column::failure).map(Problem::of);
        List<Versions.Line> versions = List.of();
        Optional<Current> current = Optional.empty();
        if (problem.isEmpty()) {
            Environment environment = workspace.kist().environment(place.environment());
            try {
                Optional<SecretHistory> history = history(environment, place.name());
                versions = history.map(of -> Versions.of(of, workspace.now())).orElse(List.of());
                current = history.map(SecretHistory::current)
                        .filter(secret -> !secret.isDeleted())
                        .or(() -> inherited(column.orElseThrow(), place.name()))
                        .map(secret -> current(secret, place));
            } catch (KistException e) {
                problem = Optional.of(Problem.of(e));
            }
        }
        if (problem.isEmpty() && column.orElseThrow().cell(place.name()) instanceof Cell.Unreadable unreadable) {
            String title = current.isPresent() ? "Its template cannot be resolved" : "It cannot be read";
            problem = Optional.of(Problem.of(422, title, Words.sentence(Words.visibleLines(unreadable.why()))));
        }
        return new View(
                place.name().value(),
                place.environment().value(),
                tabs(sheet, place.name()),
                current,
                workspace.draft().find(place).map(SecretPart::drafted),
                versions,
                !workspace.isReadOnly() && column.orElseThrow().isWritable(),
                workspace.isReadOnly(),
                problem);
    }

    private static Optional<SecretHistory> history(Environment environment, SecretName name) {
        try {
            return Optional.of(environment.history(name));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** What a parent stores, where that is what applies. */
    private Optional<Secret> inherited(Column column, SecretName name) {
        return column.cell(name) instanceof Cell.Present present
                        && present.inheritedFrom().isPresent()
                ? history(workspace.kist().environment(present.inheritedFrom().orElseThrow()), name)
                        .map(SecretHistory::current)
                : Optional.empty();
    }

    private Current current(Secret secret, Place place) {
        return new Current(
                secret.version(),
                secret.environment().value(),
                !secret.environment().equals(place.environment()),
                Words.kind(secret.content().kind()),
                secret.value().isBinary() ? Words.count(secret.value().bytes().length, "byte") : "",
                secret.note().map(note -> Words.visibleLines(note.text())).orElse(""),
                Words.visible(secret.updatedBy().value()),
                Words.time(secret.updatedAt()),
                Words.ago(secret.updatedAt(), workspace.now()),
                Words.time(secret.createdAt()),
                Seen.of(secret));
    }

    private static Drafted drafted(Edit edit) {
        boolean isDeletion = edit.content().isDeleted();
        String what = isDeletion
                ? "Deleted in your draft"
                : edit.base().isNothing() ? "New in your draft" : "Changed in your draft";
        return new Drafted(what, Words.visible(edit.origin()), isDeletion);
    }

    private List<Tab> tabs(Sheet sheet, SecretName name) {
        Row row = sheet.row(name);
        Draft draft = workspace.draft();
        List<Tab> tabs = new ArrayList<>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            Column column = sheet.columns().get(i);
            VisibleRows.Box box = VisibleRows.Box.of(
                    column,
                    row.cells().get(i),
                    row.groups().get(i),
                    row.isDifferent(),
                    draft.find(new Place(column.name(), name)));
            tabs.add(new Tab(box.environment(), box.look(), box.spoken()));
        }
        return tabs;
    }
}
