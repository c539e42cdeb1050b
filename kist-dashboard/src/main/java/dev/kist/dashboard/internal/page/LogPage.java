// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Log;
import dev.kist.Log.EventEntry;
import dev.kist.Log.VersionEntry;
import dev.kist.NoKeyException;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.sheet.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All changes that are kept, newest first: versions of secrets, and what happened to environments and their keys. */
public final class LogPage {
    private static final int PAGE = 100;

    private final Workspace workspace;

    LogPage(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * One change, ready to be shown.
     *
     * @param look by which it is marked: {@code created}, {@code set}, {@code deleted}, {@code restored}, {@code event}
     * @param verb what was done
     * @param name the secret; empty for an event
     * @param more what else there is to say
     */
    public record Line(
            String look,
            String by,
            String verb,
            String name,
            String environment,
            String more,
            String time,
            String ago,
            Instant at) {}

    /**
     * The page.
     *
     * @param environment the one that is shown; empty for all
     * @param more how many further ones there are
     * @param closed environments that no key here opens
     * @param next how many to show when more are asked for
     */
    public record View(
            Frame frame,
            List<EnvironmentName> environments,
            String environment,
            String text,
            List<Line> lines,
            int more,
            int next,
            List<EnvironmentName> closed,
            List<Problem> problems) {}

    Response page(Request request) {
        Sheet sheet = workspace.sheets().now();
        List<EnvironmentName> all = sheet.environments();
        String chosen = request.find("environment").orElse("");
        String text = request.find("text").orElse("").strip();
        int most = request.isTicked("most") ? Math.max(PAGE, request.requireNumber("most")) : PAGE;
        List<Line> lines = new ArrayList<>();
        List<EnvironmentName> closed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (EnvironmentName name : all) {
            if (chosen.isEmpty() || chosen.equals(name.value())) {
                try {
                    Log log = workspace.kist().environment(name).log();
                    log.entries().forEach(entry -> lines.add(line(name, entry)));
                    log.unreadable().stream().map(Problem::of).forEach(problems::add);
                } catch (NoKeyException e) {
                    closed.add(name);
                } catch (KistException e) {
                    problems.add(Problem.of(e));
                }
            }
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Line> shown = lines.stream()
                .filter(line -> (line.name() + " " + line.by() + " " + line.verb() + " " + line.more())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .sorted(Comparator.comparing(Line::at).reversed())
                .toList();
        return workspace.render(
                "log",
                new View(
                        workspace.frame("Log", "log", sheet.state()),
                        all,
                        chosen,
                        text,
                        shown.subList(0, Math.min(most, shown.size())),
                        Math.max(0, shown.size() - most),
                        most + PAGE,
                        closed,
                        problems));
    }

    private Line line(EnvironmentName environment, Log.Entry entry) {
        String time = Words.time(entry.at());
        String ago = Words.ago(entry.at(), workspace.now());
        String by = Words.visible(entry.by());
        if (entry instanceof VersionEntry version) {
            String more = "version " + version.secret().version()
                    + (version.asVersion().isPresent()
                            ? ", as version " + version.asVersion().getAsInt()
                            : "");
            return new Line(
                    version.kind().name().toLowerCase(Locale.ROOT),
                    by,
                    verb(version.kind()),
                    version.secret().name().value(),
                    environment.value(),
                    more,
                    time,
                    ago,
                    entry.at());
        }
        EventEntry event = (EventEntry) entry;
        return new Line(
                "event",
                by,
                EventWords.verb(event),
                "",
                environment.value(),
                EventWords.more(event),
                time,
                ago,
                entry.at());
    }

    private static String verb(Log.Kind kind) {
        return switch (kind) {
            case CREATED -> "created";
            case SET -> "changed";
            case DELETED -> "deleted";
            case RESTORED -> "restored";
        };
    }
}
