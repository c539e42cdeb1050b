// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.KeyAtHand;
import dev.kist.KeyRemovalPlan;
import dev.kist.KeyRemovalPlan.Removed;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.KistException;
import dev.kist.Member;
import dev.kist.Progress;
import dev.kist.SecretName;
import dev.kist.Sight;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dashboard.internal.sheet.Column;
import dev.kist.dashboard.internal.sheet.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who can open what: the keys of all environments, and taking one away; {@link AddKeyPart} lets one in. */
public final class AccessPage {
    private final Workspace workspace;

    AccessPage(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A key as a row of all environments. */
    public record Holder(String label, String id, boolean isMine, boolean isService, List<Opens> opens) {}

    /** Whether a key opens an environment: {@code yes}, {@code no} or {@code unknown}. */
    public record Opens(EnvironmentName environment, String word) {}

    /** A key of one environment. */
    public record Key(
            String id,
            String grouped,
            String label,
            String publicKey,
            String addedBy,
            String added,
            String ago,
            boolean isMine,
            boolean isService) {}

    /**
     * The page.
     *
     * @param fingerprint the environment's, in groups of four; empty where it is not open
     * @param trust {@code trusted}, {@code not_needed}, {@code unknown}, ...
     * @param mine the public key of the person
     */
    public record View(
            Frame frame,
            List<EnvironmentName> environments,
            List<Holder> holders,
            String environment,
            String fingerprint,
            String trust,
            List<Key> keys,
            boolean canChange,
            Optional<String> mine,
            Optional<Problem> problem) {

        /** Whether the names of the environments are too long to stand beside each other, each above a column. */
        public boolean isWide() {
            return environments.stream()
                            .mapToInt(name -> name.value().length() + 3)
                            .sum()
                    > 75;
        }
    }

    /** What taking a key away would mean. */
    public record Removal(String environment, Key leaving, List<String> staying, boolean shutsOut, long secrets) {}

    /** What taking a key away has done. */
    public record Done(
            String environment,
            String label,
            boolean isRenewed,
            String fingerprint,
            long encrypted,
            Optional<Problem> failure,
            List<String> exposed,
            List<EnvironmentName> uninformed,
            boolean isInProject,
            boolean isLocal) {}

    Response page(Request request) {
        Sheet sheet = workspace.sheets().now();
        List<EnvironmentName> environments = sheet.environments();
        Environment chosen = workspace.environment(request);
        String fingerprint = "";
        String trust = "";
        List<Key> keys = List.of();
        Optional<Problem> problem = Optional.empty();
        try {
            Sight sight = chosen.sight();
            fingerprint = Words.grouped(sight.fingerprint().hex());
            trust = sight.trust().name().toLowerCase(Locale.ROOT);
            keys = chosen.members().list().stream().map(this::key).toList();
        } catch (KistException e) {
            problem = environments.isEmpty() ? Optional.empty() : Optional.of(Problem.of(e));
        }
        boolean isWritable = trust.equals("trusted") || trust.equals("not_needed");
        return workspace.render(
                "access",
                new View(
                        workspace.frame("Access", "access", sheet.state()),
                        environments,
                        holders(environments),
                        chosen.name().value(),
                        fingerprint,
                        trust,
                        keys,
                        isWritable && !workspace.isReadOnly(),
                        workspace.kist().keys().stream().findFirst().map(KeyAtHand::publicKey),
                        problem));
    }

    private List<Holder> holders(List<EnvironmentName> environments) {
        Map<String, Member> members = new LinkedHashMap<>();
        Map<String, Map<EnvironmentName, String>> opens = new LinkedHashMap<>();
        List<EnvironmentName> unknown = new ArrayList<>();
        for (EnvironmentName name : environments) {
            try {
                for (Member member :
                        workspace.kist().environment(name).members().list()) {
                    members.putIfAbsent(member.publicKey(), member);
                    opens.computeIfAbsent(member.publicKey(), any -> new LinkedHashMap<>())
                            .put(name, "yes");
                }
            } catch (KistException e) {
                unknown.add(name);
            }
        }
        return members.values().stream()
                .map(member -> new Holder(
                        Words.visible(member.label()),
                        member.id(),
                        member.isAtHand(),
                        member.isKeptByService(),
                        environments.stream()
                                .map(name -> new Opens(
                                        name,
                                        unknown.contains(name)
                                                ? "unknown"
                                                : opens.getOrDefault(member.publicKey(), Map.of())
                                                        .getOrDefault(name, "no")))
                                .toList()))
                .toList();
    }

    private Key key(Member member) {
        return new Key(
                member.id(),
                Words.grouped(member.id()),
                Words.visible(member.label()),
                Words.visible(member.publicKey()),
                Words.visible(member.addedBy()),
                Words.time(member.addedAt()),
                Words.ago(member.addedAt(), workspace.now()),
                member.isAtHand(),
                member.isKeptByService());
    }

    Response removal(Request request) {
        workspace.requireWritable();
        Environment environment = workspace.environment(request);
        KeyRemovalPlan plan = plan(environment, request);
        long secrets = workspace
                .sheets()
                .recent()
                .column(environment.name())
                .map(Column::count)
                .orElse(0L);
        return workspace.render(
                "member-remove",
                new Removal(
                        environment.name().value(),
                        key(plan.leaving()),
                        plan.staying().stream()
                                .map(member -> Words.visible(member.label()))
                                .toList(),
                        plan.shutsOut(),
                        secrets));
    }

    private static KeyRemovalPlan plan(Environment environment, Request request) {
        return environment.members().planRemoval(environment.members().get(request.require("id")));
    }

    Response remove(Request request) {
        workspace.requireWritable();
        Environment environment = workspace.environment(request);
        KeyRemovalPlan plan = plan(environment, request);
        Renewal renewal =
                request.find("renewal").filter("kept"::equals).isPresent() ? Renewal.KEPT : Renewal.PREPARED_OR_NEW;
        // What the key could decrypt by is dropped by a later change: a request does not wait a minute for that.
        Removed removed = plan.withoutWaiting().apply(renewal, Progress.NONE);
        workspace.sheets().changedHere(environment.name());
        return workspace.render(
                "member-removed",
                new Done(
                        environment.name().value(),
                        Words.visible(plan.leaving().label()),
                        !removed.before().equals(removed.after()),
                        Words.grouped(removed.after().hex()),
                        removed.rotation().map(rotation -> rotation.encrypted()).orElse(0L),
                        removed.failure().map(Problem::of),
                        removed.exposed().stream().map(SecretName::value).toList(),
                        removed.uninformed(),
                        removed.isInProject(),
                        environment.store().isLocal()));
    }
}
