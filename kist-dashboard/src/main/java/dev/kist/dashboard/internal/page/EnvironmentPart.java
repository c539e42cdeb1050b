// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Created;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.Sight;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.List;
import java.util.Locale;

/** Environments themselves: creating one, and taking a fingerprint as its own at first sight. */
public final class EnvironmentPart {
    private final Workspace workspace;

    EnvironmentPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The question for a name; {@code near} are environments of which it may be a slip. */
    public record NewForm(String name, List<EnvironmentName> near) {}

    /** An environment that was created. */
    public record Made(String name, String fingerprint, String member, boolean isLocal, List<String> trustedIn) {}

    /** How an environment presents itself, and whether to trust it. */
    public record Trust(
            String environment,
            String store,
            String fingerprint,
            String grouped,
            String trust,
            List<String> members,
            List<String> expected) {}

    Response newForm(Request request) {
        workspace.requireWritable();
        return workspace.render(
                "environment-new", new NewForm(request.find("name").orElse(""), List.of()));
    }

    Response create(Request request) {
        workspace.requireWritable();
        Environment environment =
                workspace.kist().environment(request.require("environment").strip());
        if (environment.exists()) {
            throw new InvalidInputException(environment.name() + " exists already", null);
        }
        List<EnvironmentName> near = environment.nearNames();
        if (!near.isEmpty() && !request.isTicked("sure")) {
            return workspace.render(
                    "environment-new", new NewForm(environment.name().value(), near));
        }
        Created created = environment.create();
        workspace.sheets().changedHere(created.environment());
        return workspace.renderChanged(
                "environment-made",
                new Made(
                        created.environment().value(),
                        Words.grouped(created.fingerprint().hex()),
                        Words.visible(created.member().label()),
                        environment.store().isLocal(),
                        created.trustedIn().stream().map(Object::toString).toList()));
    }

    Response trustForm(Request request) {
        workspace.requireWritable();
        Sight sight = workspace.environment(request).sight();
        return workspace.render(
                "trust",
                new Trust(
                        sight.environment().value(),
                        Words.visible(sight.store().toString()),
                        sight.fingerprint().hex(),
                        Words.grouped(sight.fingerprint().hex()),
                        sight.trust().name().toLowerCase(Locale.ROOT),
                        sight.members().stream().map(Words::visible).toList(),
                        sight.expected().stream()
                                .map(fingerprint -> Words.grouped(fingerprint.hex()))
                                .sorted()
                                .toList()));
    }

    Response trust(Request request) {
        workspace.requireWritable();
        Environment environment = workspace.environment(request);
        if (!request.isTicked("compared")) {
            throw new InvalidInputException(
                    "the fingerprint was not compared", "compare it with what a member sees, then say so");
        }
        environment.trust(Fingerprint.parse(request.require("fingerprint")));
        workspace.sheets().changedHere(environment.name());
        return workspace.render(
                "message",
                new Message(
                        environment.name() + " is trusted here now",
                        "It can be written to, and another fingerprint will be refused.",
                        true));
    }
}
