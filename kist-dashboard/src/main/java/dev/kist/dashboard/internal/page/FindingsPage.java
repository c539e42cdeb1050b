// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Finding;
import dev.kist.KistException;
import dev.kist.dashboard.internal.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an inspection finds: settings, keys, connection, environments. It takes a moment, and is fetched by the page itself. */
public final class FindingsPage {
    /** More of one topic that are as they should be are folded. */
    public static final int MOST_GOOD_SHOWN = 5;

    private final Workspace workspace;

    FindingsPage(Workspace workspace) {
        this.workspace = workspace;
    }

    /** One finding, ready to be shown. */
    public record Line(String look, String spoken, String text, String advice) {}

    /** What was looked at, and what was found. */
    public record Topic(String name, List<Line> lines) {
        /** What is not as it should be, or cannot be said. */
        public List<Line> odd() {
            return lines.stream().filter(line -> !line.look().equals("good")).toList();
        }

        /** What is as it should be. */
        public List<Line> good() {
            return lines.stream().filter(line -> line.look().equals("good")).toList();
        }
    }

    /** The page. */
    public record View(Frame frame, boolean canInspect) {}

    /** The findings. */
    public record Result(List<Topic> topics, int warnings, int errors) {}

    Response page() {
        return workspace.render(
                "findings",
                new View(
                        workspace.frame(
                                "Check-up", "findings", workspace.sheets().state()),
                        workspace.inspection().isPresent()));
    }

    Response list() {
        Map<String, List<Line>> topics = new LinkedHashMap<>();
        int warnings = 0;
        int errors = 0;
        List<Finding> findings;
        try {
            findings =
                    workspace.inspection().map(inspection -> inspection.get()).orElse(List.of());
        } catch (KistException e) {
            findings = List.of(Finding.failure("inspection", e));
        }
        for (Finding finding : findings) {
            warnings += finding.status() == Finding.Status.WARNING ? 1 : 0;
            errors += finding.status() == Finding.Status.ERROR ? 1 : 0;
            topics.computeIfAbsent(finding.topic(), any -> new ArrayList<>())
                    .add(new Line(
                            finding.status().name().toLowerCase(Locale.ROOT),
                            spoken(finding.status()),
                            Words.visibleLines(finding.text()),
                            finding.remedy().map(Words::visibleLines).orElse("")));
        }
        List<Topic> shown = new ArrayList<>();
        topics.forEach((name, lines) -> shown.add(new Topic(Words.visible(name), lines)));
        return workspace.render("findings-list", new Result(shown, warnings, errors));
    }

    private static String spoken(Finding.Status status) {
        return switch (status) {
            case GOOD -> "good";
            case UNKNOWN -> "not known";
            case WARNING -> "warning";
            case ERROR -> "error";
        };
    }
}
