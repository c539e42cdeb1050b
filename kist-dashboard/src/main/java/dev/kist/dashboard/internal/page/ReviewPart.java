// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.KistException;
import dev.kist.NeededByTemplateException;
import dev.kist.TemplateException;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.draft.Line;
import dev.kist.dashboard.internal.draft.Review;
import dev.kist.dashboard.internal.draft.Saving;
import dev.kist.dashboard.internal.draft.Seen;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The draft as a plan, the question where somebody else wrote meanwhile, and saving it. */
public final class ReviewPart {
    private final Workspace workspace;

    ReviewPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * One change, ready to be shown.
     *
     * @param id an id for its place in the page
     * @param sign {@code +}, {@code ~}, {@code -}, {@code =} or {@code ?}
     * @param look {@code added}, {@code changed}, {@code deleted}, {@code unchanged} or {@code unknown}
     * @param what what becomes another one: value, note, kind
     * @param origin where the change comes from
     * @param current the version that is stored, for the answer to the question
     * @param conflict what somebody else did; empty if nobody did anything
     */
    public record Change(
            String id,
            String name,
            char sign,
            String look,
            String what,
            String origin,
            String current,
            Optional<String> conflict) {}

    /** What is to be written to one environment. */
    public record Part(
            String environment,
            List<Change> changes,
            boolean isAllOrNothing,
            List<String> broken,
            Optional<Problem> problem) {}

    /** The plan. */
    public record View(
            List<Part> parts, int size, boolean hasConflicts, boolean hasBroken, boolean hasFailures, boolean canSave) {

        /** The environments that are written secret by secret. */
        public List<String> inBatches() {
            return parts.stream()
                    .filter(part -> !part.isAllOrNothing())
                    .map(Part::environment)
                    .toList();
        }
    }

    /** What was saved, in one sentence. */
    public record Saved(String text, boolean isInOneGo) {}

    /** The plan, after the draft was changed. */
    Response changed() {
        return workspace.renderChanged("review", view());
    }

    Response show() {
        return workspace.render("review", view());
    }

    private View view() {
        Review review = workspace.saving().review();
        List<Part> parts = new ArrayList<>();
        for (Review.Part part : review.parts()) {
            parts.add(part(part, "change-" + parts.size() + "-"));
        }
        boolean canSave =
                !workspace.isReadOnly() && !review.hasConflicts() && !review.hasFailures() && review.size() > 0;
        return new View(parts, review.size(), review.hasConflicts(), review.hasBroken(), review.hasFailures(), canSave);
    }

    private Part part(Review.Part part, String id) {
        List<Change> changes = new ArrayList<>();
        for (Line line : part.lines()) {
            String place = id + changes.size();
            changes.add(part.failure().isPresent() ? unknown(line, place) : change(line, place));
        }
        return new Part(
                part.environment().value(),
                changes,
                part.isAllOrNothing(),
                part.broken().stream().map(ReviewPart::broken).toList(),
                part.failure().map(Problem::of));
    }

    /** What breaks, without what became of a write: none was tried. */
    private static String broken(KistException failure) {
        String found = failure instanceof TemplateException template
                ? template.found()
                : failure instanceof NeededByTemplateException needed
                        ? "the template " + needed.template() + " of " + needed.environment() + " refers to "
                                + needed.needed()
                        : String.valueOf(failure.getMessage());
        return Words.sentence(Words.visibleLines(found));
    }

    /** A change of what could not be read now. */
    private static Change unknown(Line line, String id) {
        return new Change(
                id,
                line.edit().name().value(),
                '?',
                "unknown",
                line.edit().content().isDeleted() ? "deleted" : "changed",
                Words.visible(line.edit().origin()),
                Seen.NOTHING.toString(),
                Optional.empty());
    }

    private Change change(Line line, String id) {
        char sign =
                switch (line.kind()) {
                    case ADDED -> '+';
                    case CHANGED -> '~';
                    case DELETED -> '-';
                    case UNCHANGED -> '=';
                };
        return new Change(
                id,
                line.edit().name().value(),
                sign,
                line.kind().name().toLowerCase(Locale.ROOT),
                what(line),
                Words.visible(line.edit().origin()),
                Seen.of(line.current()).toString(),
                line.isConflict() ? Optional.of(conflict(line)) : Optional.empty());
    }

    private static String what(Line line) {
        return switch (line.kind()) {
            case ADDED -> "new";
            case DELETED -> "deleted";
            case UNCHANGED -> "like that already";
            case CHANGED -> {
                List<String> what = new ArrayList<>();
                if (!line.isSameValue()) {
                    what.add("value");
                }
                if (line.isOtherKind()) {
                    what.add("kind");
                }
                if (line.isOtherNote()) {
                    what.add("note");
                }
                yield Words.list(what);
            }
        };
    }

    private String conflict(Line line) {
        return line.current()
                .map(secret -> Words.visible(secret.updatedBy().value()) + " wrote version " + secret.version() + " "
                        + Words.ago(secret.updatedAt(), workspace.now()) + ", after you had begun.")
                .orElse("Somebody deleted it after you had begun.");
    }

    Response save(Request request) {
        workspace.requireWritable();
        Optional<Saving.Saved> saved =
                workspace.saving().save(request.isTicked("force"), workspace.sheets()::changedHere);
        if (saved.isEmpty()) {
            return workspace.renderChanged("review", view());
        }
        List<String> texts = new ArrayList<>();
        saved.get()
                .counts()
                .forEach((environment, count) -> texts.add(Words.count(count, "change") + " in " + environment));
        String text = texts.isEmpty() ? "Everything was like that already." : "Saved " + Words.list(texts) + ".";
        return workspace.renderChanged("saved", new Saved(text, saved.get().isInOneGo()));
    }

    /** Takes one change back. */
    Response drop(Request request) {
        workspace.draft().drop(SecretPart.place(request));
        return workspace.renderChanged("review", view());
    }

    /** Keeps one change over what somebody else wrote. */
    Response keepOver(Request request) {
        workspace.requireWritable();
        Place place = SecretPart.place(request);
        workspace.draft().keepOver(place, SecretPart.seen(request, "current"));
        return workspace.renderChanged("review", view());
    }

    /** Takes all changes back. */
    Response discard() {
        workspace.draft().clear();
        return workspace.renderChanged("review", view());
    }
}
