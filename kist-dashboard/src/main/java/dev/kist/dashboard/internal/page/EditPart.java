// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.dashboard.internal.draft.Edit;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.draft.Seen;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.List;
import java.util.Optional;

/** Changes of single secrets: each goes into the draft, and into the store when that is saved. */
public final class EditPart {
    private final Workspace workspace;
    private final SecretPart secrets;

    EditPart(Workspace workspace, SecretPart secrets) {
        this.workspace = workspace;
        this.secrets = secrets;
    }

    /**
     * The fields to change a secret.
     *
     * @param base the version that is changed
     * @param ends how its lines end, since a browser's text field does not keep CR: {@code lf}, {@code crlf} or {@code mixed}
     */
    public record Form(
            String name,
            String environment,
            Seen base,
            String value,
            String note,
            boolean isTemplate,
            String ends,
            boolean isNew) {}

    /**
     * The fields for a new secret.
     *
     * @param environments where it can be written
     * @param chosen where it is to be
     */
    public record NewForm(String name, List<EnvironmentName> environments, String chosen) {}

    /** The form, with the value in it: the draft's, else the stored one. */
    Response form(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        Optional<Edit> edit = drafted(place);
        Optional<Secret> own = own(place);
        Optional<Content> content = content(place, edit, own);
        Content shown = content.orElse(Content.literal(SecretValue.of("")));
        if (shown.value().isBinary()) {
            throw new InvalidInputException(place.name() + " is binary", "put a file in its place");
        }
        String text = shown.value().text();
        return workspace.render(
                "edit",
                new Form(
                        place.name().value(),
                        place.environment().value(),
                        edit.map(Edit::base).orElseGet(() -> Seen.of(own)),
                        text,
                        note(shown, edit, own),
                        shown.isTemplate(),
                        LineEnds.of(text).word(),
                        content.isEmpty()));
    }

    /** The note that the form begins with. */
    private static String note(Content shown, Optional<Edit> edit, Optional<Secret> own) {
        return Optional.ofNullable(shown.note())
                .or(() -> edit.isPresent() && !edit.get().removesNote() ? own.flatMap(Secret::note) : Optional.empty())
                .map(Note::text)
                .orElse("");
    }

    /** Takes what was typed into the draft. */
    Response keep(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        put(place, request, SecretPart.seen(request, "base"));
        return secrets.changed(place);
    }

    private void put(Place place, Request request, Seen base) {
        String text = text(place, request);
        boolean isTemplate = request.find("kind").filter("template"::equals).isPresent();
        String noteText = noteText(place, request);
        Note note = noteText.isEmpty() ? null : Note.of(noteText);
        SecretValue value = SecretValue.of(text);
        Content content = (isTemplate ? Content.template(value) : Content.literal(value)).withNote(note);
        store(place, content, base, "edited here");
    }

    /**
     * What was typed. A text field gives every line the same end: where nothing else is different from what it was filled with,
     * nothing was typed, and the value keeps each of its ends.
     */
    private String text(Place place, Request request) {
        String typed = LineEnds.lf(request.require("value"));
        String ends = request.find("ends").orElse(LineEnds.LF.word());
        if (ends.equals(LineEnds.LF.word())) {
            return typed;
        }
        return content(place, drafted(place), own(place))
                .filter(content -> !content.value().isBinary())
                .map(content -> content.value().text())
                .filter(before -> LineEnds.lf(before).equals(typed))
                .orElseGet(() -> ends.equals(LineEnds.CRLF.word()) ? typed.replace("\n", "\r\n") : typed);
    }

    /** The same for a note: one that was not changed keeps the ends of its lines. */
    private String noteText(Place place, Request request) {
        String typed = LineEnds.lf(request.find("note").orElse(""));
        Optional<Edit> edit = drafted(place);
        Optional<Secret> own = own(place);
        return content(place, edit, own)
                .map(content -> note(content, edit, own))
                .filter(before -> LineEnds.lf(before).equals(typed))
                .orElse(typed);
    }

    /** What is like the stored version is no change. */
    private void store(Place place, Content content, Seen base, String origin) {
        Optional<Secret> own = own(place);
        boolean hadNote = own.flatMap(Secret::note).isPresent();
        if (own.filter(secret ->
                        Seen.of(secret).equals(base) && secret.content().equals(content))
                .isPresent()) {
            workspace.draft().drop(place);
            return;
        }
        workspace.draft().put(new Edit(place, content, hadNote && content.note() == null, base, origin));
    }

    /** The form for a new secret. */
    Response newForm(Request request) {
        workspace.requireWritable();
        String chosen = request.find("environment").orElse(workspace.usual().value());
        return workspace.render("new", new NewForm(request.find("name").orElse(""), workspace.writable(), chosen));
    }

    /** Takes a new secret into the draft, for each environment that was ticked. */
    Response create(Request request) {
        workspace.requireWritable();
        SecretName name = SecretName.parse(request.require("name").strip());
        List<EnvironmentName> environments =
                request.all("environment").stream().map(EnvironmentName::parse).toList();
        if (environments.isEmpty()) {
            throw new InvalidInputException("no environment is ticked", "tick one or more");
        }
        for (EnvironmentName environment : environments) {
            Place place = new Place(environment, name);
            if (own(place).isPresent()) {
                throw new InvalidInputException(
                        name + " exists in " + environment + " already", "change it in the table");
            }
            if (drafted(place).isPresent()) {
                throw new InvalidInputException(
                        name + " is new in your draft for " + environment + " already", "change it in the table");
            }
        }
        environments.forEach(environment -> put(new Place(environment, name), request, Seen.NOTHING));
        return secrets.changed(new Place(environments.get(0), name));
    }

    /** Puts a file in a secret's place. */
    Response file(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        SecretValue value = SecretValue.ofBytes(request.body(SecretValue.MAX_BYTES));
        Note note = own(place).flatMap(Secret::note).orElse(null);
        store(place, Content.literal(value).withNote(note), SecretPart.seen(request, "base"), "a file");
        return secrets.changed(place);
    }

    /** Takes a deletion into the draft. */
    Response delete(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        Seen base = SecretPart.seen(request, "base");
        if (base.isNothing()) {
            workspace.draft().drop(place);
        } else {
            workspace.draft().put(new Edit(place, Content.deletion(), false, base, "deleted here"));
        }
        return secrets.changed(place);
    }

    /** Takes an earlier version into the draft; without a number, the newest before the deletion. */
    Response bringBack(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        SecretHistory history =
                workspace.kist().environment(place.environment()).history(place.name());
        Secret version = request.isTicked("version")
                ? history.version(request.requireNumber("version"))
                : history.newestLive()
                        .orElseThrow(() -> new NotFoundException(
                                "no version of " + place.name() + " is kept that is not a deletion", null));
        store(place, version.content(), SecretPart.seen(request, "base"), "version " + version.version());
        return secrets.changed(place);
    }

    /** Takes a change back. */
    Response undo(Request request) {
        Place place = SecretPart.place(request);
        workspace.draft().drop(place);
        return secrets.changed(place);
    }

    /** What a form begins with: the draft's, else the stored one, else a parent's. */
    private Optional<Content> content(Place place, Optional<Edit> drafted, Optional<Secret> own) {
        return drafted.map(Edit::content).or(() -> own.map(Secret::content)).or(() -> inherited(place));
    }

    private Optional<Edit> drafted(Place place) {
        return workspace.draft().find(place).filter(found -> !found.content().isDeleted());
    }

    private Optional<Secret> own(Place place) {
        Environment environment = workspace.kist().environment(place.environment());
        try {
            return Optional.of(environment.history(place.name()).current()).filter(secret -> !secret.isDeleted());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<Content> inherited(Place place) {
        return Optional.ofNullable(workspace
                        .kist()
                        .environment(place.environment())
                        .load(Loading.all().skippingUnreadable())
                        .secrets()
                        .get(place.name()))
                .map(loaded -> loaded.stored().content());
    }
}
