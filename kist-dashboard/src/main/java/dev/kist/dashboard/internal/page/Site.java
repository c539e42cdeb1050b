// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.dashboard.internal.http.Frontend;
import dev.kist.dashboard.internal.http.Pages;
import dev.kist.dashboard.internal.http.Refusal;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.sheet.Sheets;
import dev.kist.dashboard.internal.sheet.State;
import dev.kist.dotenv.DotenvException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All pages, by their addresses. What Kist throws becomes a page, or a part of one, that says so. Thread-safe. */
public final class Site implements Pages, AutoCloseable {
    private static final int MOST_NAMES_TOLD = 200;

    private final Sheets sheets;
    private final Workspace workspace;
    private final Templates templates = new Templates();
    private final Map<String, Page> toShow = new HashMap<>();
    private final Map<String, Page> toSend = new HashMap<>();
    private volatile @Nullable Frontend frontend;

    public Site(Kist kist, boolean isReadOnly, Optional<Supplier<List<Finding>>> inspection) {
        Teller teller = new Teller();
        this.sheets = new Sheets(kist, teller);
        this.workspace = new Workspace(kist, sheets, isReadOnly, inspection, teller::drafted);
        addSecrets();
        addDraft();
        addOthers();
    }

    /** Begins to follow the store while pages are open. */
    public void begin(Frontend server) {
        frontend = server;
        sheets.begin();
    }

    /** How many changes are in the draft. */
    public int unsaved() {
        return workspace.draft().size();
    }

    private void addSecrets() {
        SecretsPage table = new SecretsPage(workspace);
        SecretPart secret = new SecretPart(workspace);
        ValuePart values = new ValuePart(workspace);
        EditPart edits = new EditPart(workspace, secret);
        toShow.put("", table::page);
        toShow.put("rows", table::rows);
        toShow.put("secret", secret::show);
        toShow.put("new", edits::newForm);
        toSend.put("rows", table::rows);
        toSend.put("value", values::value);
        toSend.put("bytes", values::bytes);
        toSend.put("difference", values::difference);
        toSend.put("edit", edits::form);
        toSend.put("keep", edits::keep);
        toSend.put("create", edits::create);
        toSend.put("file", edits::file);
        toSend.put("delete", edits::delete);
        toSend.put("bring-back", edits::bringBack);
        toSend.put("undo", edits::undo);
    }

    private void addDraft() {
        ReviewPart review = new ReviewPart(workspace);
        ImportPart imports = new ImportPart(workspace);
        CopyPart copies = new CopyPart(workspace);
        toShow.put("review", request -> review.show());
        toSend.put("save", review::save);
        toSend.put("drop", review::drop);
        toSend.put("keep-over", review::keepOver);
        toSend.put("discard", request -> review.discard());
        toShow.put("import", imports::form);
        toSend.put("import-plan", imports::plan);
        toSend.put("import-take", imports::take);
        toShow.put("copy", copies::form);
        toSend.put("copy-take", copies::take);
    }

    private void addOthers() {
        ExportPart exports = new ExportPart(workspace);
        AccessPage access = new AccessPage(workspace);
        AddKeyPart addKey = new AddKeyPart(workspace);
        LogPage log = new LogPage(workspace);
        FindingsPage findings = new FindingsPage(workspace);
        EnvironmentPart environments = new EnvironmentPart(workspace);
        toShow.put("export", exports::form);
        toSend.put("export-file", exports::write);
        toShow.put("access", access::page);
        toShow.put("member-add", addKey::form);
        toSend.put("member-compare", addKey::compare);
        toSend.put("member-take", addKey::add);
        toShow.put("member-remove", access::removal);
        toSend.put("member-drop", access::remove);
        toShow.put("log", log::page);
        toShow.put("findings", request -> findings.page());
        toShow.put("findings-list", request -> findings.list());
        toShow.put("environment-new", environments::newForm);
        toSend.put("environment-make", environments::create);
        toShow.put("trust", environments::trustForm);
        toSend.put("trust-take", environments::trust);
        toShow.put("help", request -> workspace.render("help", workspace.isReadOnly()));
    }

    @Override
    public Response answer(Request request) {
        Page page = (request.isPost() ? toSend : toShow).get(request.path());
        if (page == null) {
            boolean isOther = (request.isPost() ? toShow : toSend).containsKey(request.path());
            throw isOther
                    ? Refusal.method(request.isPost() ? "GET" : "POST", "This is asked for in another way.")
                    : Refusal.notFound();
        }
        try {
            return page.answer(request);
        } catch (KistException e) {
            return problem(Problem.of(e), request.form());
        } catch (DotenvException e) {
            return problem(Problem.of(e), request.form());
        }
    }

    private Response problem(Problem problem, Request.Form form) {
        Response response = form == Request.Form.PART
                ? templates.render("problem", problem)
                : templates.render(
                        "failure", new Failure(workspace.frame(problem.title(), "failure", sheets.state()), problem));
        return response.status(problem.status());
    }

    /** A page that shows nothing but a problem. */
    public record Failure(Frame frame, Problem problem) {}

    @Override
    public Response refused(Refusal refusal, Request.Form form) {
        Problem problem =
                Problem.of(refusal.status(), refusal.status() == 404 ? "Not here" : "Refused", refusal.text());
        Response response = templates
                .render(form == Request.Form.PART ? "problem" : "refused", problem)
                .status(refusal.status());
        return refusal.allowed()
                .map(methods -> response.header("Allow", methods))
                .orElse(response);
    }

    @Override
    public Response welcome(String address) {
        return templates.render("welcome", address);
    }

    @Override
    public Map<String, String> greeting() {
        Map<String, String> events = new LinkedHashMap<>();
        events.put("change", change(sheets.state()));
        events.put("store", store(sheets.isAway()));
        events.put("draft", Integer.toString(unsaved()));
        return events;
    }

    private static String store(boolean isAway) {
        return isAway ? "away" : "back";
    }

    private static String change(State state) {
        return state + " ";
    }

    @Override
    public void close() {
        sheets.close();
    }

    /** Passes on to the open pages what the table is told. */
    private final class Teller implements Sheets.Listener {
        @Override
        public void changed(State state, Optional<EnvironmentName> environment, SortedSet<SecretName> names) {
            String told =
                    names.stream().limit(MOST_NAMES_TOLD).map(SecretName::value).collect(Collectors.joining(" "));
            send(
                    "change",
                    change(state) + environment.map(EnvironmentName::value).orElse("") + " " + told);
        }

        @Override
        public void away(boolean isAway) {
            send("store", store(isAway));
        }

        /** The draft is the page's, however many tabs show it. */
        void drafted(int size) {
            send("draft", Integer.toString(size));
        }

        @Override
        public boolean isWanted() {
            Frontend server = frontend;
            return server != null && server.isWatched();
        }

        private void send(String event, String data) {
            Frontend server = frontend;
            if (server != null) {
                server.send(event, data);
            }
        }
    }
}
