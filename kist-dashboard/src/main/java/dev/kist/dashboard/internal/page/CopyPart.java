// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.dashboard.internal.draft.Edit;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.draft.Seen;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copying from one environment to another: what it would change is ticked name by name, then goes into the draft. */
public final class CopyPart {
    private final Workspace workspace;

    CopyPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What can be copied.
     *
     * @param sources the environments to copy from
     * @param targets the environments to copy to
     * @param added names that the target lacks
     * @param changed names that it has with another value, note or kind
     * @param same how many are like that already
     * @param unreadable what the source has and cannot be read, a sentence each
     * @param seen the versions of the target that this was compared with
     * @param only the one name that was asked for; empty for all
     */
    public record View(
            List<EnvironmentName> sources,
            List<EnvironmentName> targets,
            String from,
            String to,
            List<String> added,
            List<String> changed,
            int same,
            List<String> unreadable,
            String only,
            String seen) {}

    Response form(Request request) {
        workspace.requireWritable();
        List<EnvironmentName> sources = workspace.readable();
        List<EnvironmentName> targets = workspace.writable();
        if (targets.isEmpty() || sources.size() < 2) {
            throw new InvalidInputException("there is no second environment to copy to", "create one first");
        }
        EnvironmentName from = request.find("from")
                .filter(text -> !text.isEmpty())
                .map(EnvironmentName::parse)
                .orElseGet(workspace::usual);
        EnvironmentName to = request.find("to")
                .filter(text -> !text.isEmpty())
                .map(EnvironmentName::parse)
                .filter(name -> !name.equals(from))
                .orElseGet(() -> targets.stream()
                        .filter(name -> !name.equals(from))
                        .findFirst()
                        .orElse(from));
        Listing source = source(from);
        Map<SecretName, Secret> target = workspace.stored(to);
        String only = request.find("name").orElse("");
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        String seen = Seen.join(target.values());
        int same = 0;
        for (Secret secret : source.secrets()) {
            if (!only.isEmpty() && !secret.name().value().equals(only)) {
                continue;
            }
            Optional<Content> there = workspace.draft().over(new Place(to, secret.name()), target.get(secret.name()));
            if (there.isEmpty()) {
                added.add(secret.name().value());
            } else if (Edit.isLike(secret.content(), there.get())) {
                same++;
            } else {
                changed.add(secret.name().value());
            }
        }
        return workspace.render(
                "copy",
                new View(
                        sources,
                        targets,
                        from.value(),
                        to.value(),
                        added,
                        changed,
                        same,
                        unreadable(source),
                        only,
                        seen));
    }

    /** Takes what was ticked into the draft. */
    Response take(Request request) {
        workspace.requireWritable();
        EnvironmentName from = EnvironmentName.parse(request.require("from"));
        EnvironmentName to = EnvironmentName.parse(request.require("to"));
        if (from.equals(to)) {
            throw new InvalidInputException(from + " cannot be copied to itself", "choose two environments");
        }
        Set<String> names = new HashSet<>(request.all("names"));
        Map<SecretName, Secret> target = workspace.stored(to);
        Map<SecretName, Seen> seen = SecretPart.allSeen(request);
        List<Edit> edits = new ArrayList<>();
        source(from).secrets().forEach(secret -> {
            Place place = new Place(to, secret.name());
            if (names.contains(secret.name().value())) {
                // What the draft would make of it is not what was copied.
                Edit.from(
                                "from " + from,
                                place,
                                secret.content(),
                                target.get(secret.name()),
                                seen.getOrDefault(secret.name(), Seen.NOTHING))
                        .ifPresentOrElse(edits::add, () -> workspace.draft().drop(place));
            }
        });
        workspace.draft().putAll(edits);
        return new ReviewPart(workspace).changed();
    }

    private static List<String> unreadable(Listing source) {
        return source.unreadable().stream()
                .map(failure -> Problem.of(failure).text())
                .toList();
    }

    /** What applies in an environment, inherited secrets among it, templates as they are stored, even broken ones. */
    private Listing source(EnvironmentName environment) {
        return workspace
                .kist()
                .environment(environment)
                .list(Loading.all().withInherited().skippingUnreadable());
    }
}
