// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Kist;
import dev.kist.Loading;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.dashboard.internal.draft.Draft;
import dev.kist.dashboard.internal.draft.Saving;
import dev.kist.dashboard.internal.http.Refusal;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.sheet.Column;
import dev.kist.dashboard.internal.sheet.Sheet;
import dev.kist.dashboard.internal.sheet.Sheets;
import dev.kist.dashboard.internal.sheet.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What all pages work on: the store, the table, the draft. Thread-safe. */
final class Workspace {
    private final Kist kist;
    private final Sheets sheets;
    private final Draft draft = new Draft();
    private final Templates templates = new Templates();
    private final boolean isReadOnly;
    private final Optional<Supplier<List<Finding>>> inspection;
    private final IntConsumer onDraft;

    /**
     * The workspace of a page.
     *
     * @param onDraft is told how many changes the draft has, when that may have changed
     */
    Workspace(
            Kist kist,
            Sheets sheets,
            boolean isReadOnly,
            Optional<Supplier<List<Finding>>> inspection,
            IntConsumer onDraft) {
        this.onDraft = onDraft;
        this.kist = kist;
        this.sheets = sheets;
        this.isReadOnly = isReadOnly;
        this.inspection = inspection;
    }

    Kist kist() {
        return kist;
    }

    Sheets sheets() {
        return sheets;
    }

    Draft draft() {
        return draft;
    }

    Saving saving() {
        return new Saving(kist, draft);
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    Optional<Supplier<List<Finding>>> inspection() {
        return inspection;
    }

    Instant now() {
        return kist.now();
    }

    /** The environment that a request names; that of the settings where it names none. */
    Environment environment(Request request) {
        return kist.environment(request.find("environment")
                .filter(name -> !name.isEmpty())
                .map(EnvironmentName::parse)
                .orElseGet(this::usual));
    }

    /** The environment of the settings if there is one of that name, else the first that is open. */
    EnvironmentName usual() {
        EnvironmentName set = kist.environment().name();
        Sheet sheet = sheets.recent();
        if (sheet.column(set).isPresent()) {
            return set;
        }
        return sheet.columns().stream()
                .filter(Column::isReadable)
                .findFirst()
                .map(Column::name)
                .orElse(set);
    }

    /** The environments that can be read here, in the order of the table. */
    List<EnvironmentName> readable() {
        return sheets.recent().columns().stream()
                .filter(Column::isReadable)
                .map(Column::name)
                .toList();
    }

    /** The environments that can be written to here, in the order of the table. */
    List<EnvironmentName> writable() {
        return sheets.recent().columns().stream()
                .filter(Column::isWritable)
                .map(Column::name)
                .toList();
    }

    /** What an environment stores itself, by name; what cannot be read is left out. */
    Map<SecretName, Secret> stored(EnvironmentName environment) {
        return kist.environment(environment).list(Loading.all().skippingUnreadable()).secrets().stream()
                .collect(Collectors.toMap(Secret::name, Function.identity(), (first, last) -> last));
    }

    /** What surrounds a page that is made of this table and what was read after it. */
    Frame frame(String title, String page, State state) {
        return new Frame(
                title,
                page,
                kist.store().isLocal() ? "Local store" : "MongoDB",
                Words.visible(kist.store().place()),
                Words.visible(kist.store().namespace()),
                isReadOnly,
                draft.size(),
                state,
                sheets.isAway());
    }

    Response render(String template, Object view) {
        return templates.render(template, view);
    }

    /** The same, telling the page that the draft has so many changes now, and that the table looks different. */
    Response renderChanged(String template, Object view) {
        return changed(templates.render(template, view));
    }

    /** Tells the page that the draft or the table changed. */
    Response changed(Response response) {
        int size = draft.size();
        onDraft.accept(size);
        return response.header("HX-Trigger", "{\"kist:draft\":{\"count\":" + size + "}}");
    }

    /**
     * For what changes the store, or prepares it.
     *
     * @throws Refusal if the page is for reading alone
     */
    void requireWritable() {
        if (isReadOnly) {
            throw new Refusal(403, "This page was opened for reading alone.");
        }
    }
}
