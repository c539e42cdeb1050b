// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.Member;
import dev.kist.ParentPlan.ShutOut;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Letting a key in: it is pasted, compared with its holder, then added to each environment that was ticked. */
public final class AddKeyPart {
    private final Workspace workspace;

    AddKeyPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The first step. */
    public record Form(String environment, List<EnvironmentName> environments) {}

    /** The step of comparing. */
    public record Compare(List<String> environments, String label, String publicKey, String id, boolean isService) {}

    /**
     * What was done.
     *
     * @param opens the environments that the key opens now
     * @param failed the one that it could not be added to, after others; empty if that did not happen
     * @param problem why
     * @param left those after it, to which it was not added either
     * @param shutOut what it cannot read all the same, since it does not open a parent; a sentence each
     */
    public record Added(
            String label,
            List<String> opens,
            String failed,
            Optional<Problem> problem,
            List<String> left,
            List<String> shutOut) {}

    Response form(Request request) {
        workspace.requireWritable();
        return workspace.render(
                "member-add", new Form(workspace.environment(request).name().value(), workspace.writable()));
    }

    /** Shows the key's id, to be compared with what its holder sees. */
    Response compare(Request request) {
        workspace.requireWritable();
        String publicKey = request.require("key").strip();
        Label label = Label.parse(request.require("label").strip());
        List<String> environments = request.all("environment");
        if (environments.isEmpty()) {
            throw new InvalidInputException("no environment is ticked", "tick one or more");
        }
        String id = KeyIds.of(publicKey);
        environments.forEach(name -> requireFree(name, label, publicKey));
        return workspace.render(
                "member-compare", new Compare(environments, label.value(), publicKey, Words.grouped(id), id.isEmpty()));
    }

    /** Before anything is added anywhere: a label is one key's in each environment. */
    private void requireFree(String environment, Label label, String publicKey) {
        for (Member member : workspace.kist().environment(environment).members().list()) {
            boolean isSame = member.publicKey().equals(publicKey);
            if (!isSame && member.label().equals(label.value())) {
                throw new InvalidInputException(
                        "the label " + Words.visible(label.value()) + " is taken in " + environment + ", by the key "
                                + member.id(),
                        "give the new key another label, such as " + Words.visible(label.value()) + "-2");
            }
        }
    }

    Response add(Request request) {
        workspace.requireWritable();
        String publicKey = request.require("key").strip();
        Label label = Label.parse(request.require("label"));
        List<String> left = new ArrayList<>(request.all("environment"));
        List<String> opens = new ArrayList<>();
        List<String> shutOut = new ArrayList<>();
        while (!left.isEmpty()) {
            String name = left.remove(0);
            Environment environment = workspace.kist().environment(name);
            try {
                if (!isThere(environment, publicKey)) {
                    environment.members().add(publicKey, label);
                }
                opens.add(name);
            } catch (KistException e) {
                if (opens.isEmpty()) {
                    throw e;
                }
                return added(label, opens, name, e, left, shutOut);
            }
        }
        // When all are open: a parent may have been among them.
        opens.forEach(name -> shutOut.addAll(shutOut(workspace.kist().environment(name), publicKey)));
        return added(label, opens, "", null, left, shutOut);
    }

    private static boolean isThere(Environment environment, String publicKey) {
        return environment.members().list().stream()
                .anyMatch(member -> member.publicKey().equals(publicKey));
    }

    private static List<String> shutOut(Environment environment, String publicKey) {
        try {
            return environment.members().shutOut().stream()
                    .filter(out -> out.member().publicKey().equals(publicKey))
                    .map(out -> sentence(environment.name(), out))
                    .toList();
        } catch (KistException e) {
            // The key is in; what stands in the way of a parent is met by whoever reads.
            return List.of();
        }
    }

    private static String sentence(EnvironmentName child, ShutOut out) {
        return Words.visible(out.member().label()) + " cannot read " + child + " yet: it inherits from " + out.parent()
                + ", which this key does not open.";
    }

    private Response added(
            Label label,
            List<String> opens,
            String failed,
            @Nullable KistException failure,
            List<String> left,
            List<String> shutOut) {
        return workspace.render(
                "member-added",
                new Added(
                        Words.visible(label.value()),
                        opens,
                        failed,
                        Optional.ofNullable(failure).map(Problem::of),
                        left,
                        shutOut));
    }
}
