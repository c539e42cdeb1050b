// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretValue;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values, each when it is asked for: they are fetched by POST, so that no address and no cache of a browser leads to one. */
public final class ValuePart {
    private static final int SHOWN_BYTES = 64;

    private final Workspace workspace;

    ValuePart(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Two versions, compared.
     *
     * @param before what the earlier one is called
     * @param after what the later one is called
     * @param lines line by line
     * @param about what differs besides the value, a sentence each
     */
    public record Difference(String before, String after, List<LineDifference.Line> lines, List<String> about) {}

    /**
     * The value that applies, a template resolved; with {@code stored}, as it is stored; with {@code version}, that one. Of a
     * binary value its size and first bytes, which a header says.
     */
    Response value(Request request) {
        SecretValue value = find(request);
        Response response = Response.text(shown(value));
        return value.isBinary() ? response.header("Kist-Binary", "1") : response;
    }

    /** The bytes of a binary value, to be saved as a file. */
    Response bytes(Request request) {
        return Response.of(200, "application/octet-stream", find(request).bytes())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + SecretPart.place(request).name() + ".bin\"");
    }

    private SecretValue find(Request request) {
        Place place = SecretPart.place(request);
        Environment environment = workspace.kist().environment(place.environment());
        if (request.isTicked("draft")) {
            return workspace
                    .draft()
                    .find(place)
                    .orElseThrow(() -> new NotFoundException("that change is not in the draft any more", null))
                    .content()
                    .value();
        }
        if (request.isTicked("version")) {
            return environment
                    .history(place.name())
                    .version(request.requireNumber("version"))
                    .value();
        }
        // As it is stored, a template is there to be mended even where it leads nowhere.
        Loading what = Loading.of(place.name());
        return environment
                .load(request.isTicked("stored") ? what.asStored() : what)
                .require(place.name())
                .value();
    }

    /** What a version changed: it and the one before it, or, with {@code draft}, the current one and the draft. */
    Response difference(Request request) {
        Place place = SecretPart.place(request);
        if (request.isTicked("draft")) {
            return ofDraft(place);
        }
        var history = workspace.kist().environment(place.environment()).history(place.name());
        int number = request.requireNumber("version");
        int other = request.find("other").isPresent() ? request.requireNumber("other") : number - 1;
        Secret before = history.version(Math.min(number, other));
        Secret after = history.version(Math.max(number, other));
        return render(
                "version " + before.version(),
                Optional.of(before.content()),
                "version " + after.version(),
                after.content());
    }

    private Response ofDraft(Place place) {
        var edit = workspace
                .draft()
                .find(place)
                .orElseThrow(() -> new NotFoundException("that change is not in the draft any more", null));
        Optional<Secret> current =
                workspace
                        .kist()
                        .environment(place.environment())
                        .list(Loading.all().skippingUnreadable())
                        .secrets()
                        .stream()
                        .filter(secret -> secret.name().equals(place.name()))
                        .findFirst();
        return render(
                current.map(secret -> "version " + secret.version()).orElse("nothing"),
                current.map(Secret::content),
                "your draft",
                edit.over(current.orElse(null)));
    }

    private Response render(String was, Optional<Secret.Content> before, String is, Secret.Content after) {
        String left = before.filter(content -> !content.isDeleted())
                .map(content -> shown(content.value()))
                .orElse("");
        String right = after.isDeleted() ? "" : shown(after.value());
        return workspace.render(
                "difference", new Difference(was, is, LineDifference.between(left, right), about(before, after)));
    }

    private static List<String> about(Optional<Secret.Content> before, Secret.Content after) {
        List<String> about = new ArrayList<>();
        if (after.isDeleted()) {
            about.add("It is deleted.");
        } else if (before.filter(Secret.Content::isDeleted).isPresent()) {
            about.add("It is there again.");
        } else if (before.isPresent() && before.get().kind() != after.kind()) {
            about.add("It was " + Words.kind(before.get().kind()) + " and becomes " + Words.kind(after.kind()) + ".");
        }
        String was = before.map(Secret.Content::note).map(note -> note.text()).orElse("");
        String is = after.note() == null ? "" : after.note().text();
        if (!was.equals(is) && !after.isDeleted()) {
            about.add(
                    is.isEmpty()
                            ? "The note is removed."
                            : was.isEmpty()
                                    ? "It has a note: " + Words.visibleLines(is)
                                    : "The note becomes: " + Words.visibleLines(is));
        }
        return about;
    }

    /** A value as text; of a binary one its size and first bytes. */
    private static String shown(SecretValue value) {
        if (!value.isBinary()) {
            return value.text();
        }
        byte[] bytes = value.bytes();
        StringBuilder text = new StringBuilder(Words.count(bytes.length, "byte")).append(":");
        for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
            text.append(String.format(Locale.ROOT, i % 16 == 0 ? "\n%02x" : " %02x", bytes[i]));
        }
        return text.append(bytes.length > SHOWN_BYTES ? "\n…" : "").toString();
    }
}
