// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Member;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that an id, a label or a public key means in all environments. A label is one environment's: the keys that have it
 * somewhere are meant wherever they open, whatever they are called there.
 */
final class LeavingKeys {
    private final String text;
    private final Map<EnvironmentName, List<Member>> members = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();

    LeavingKeys(String text) {
        this.text = text;
    }

    /** Takes note of who opens an environment. */
    void look(EnvironmentName environment, List<Member> list) {
        members.put(environment, list);
        list.stream().filter(this::isNamed).map(Member::publicKey).forEach(keys::add);
    }

    /** The environments that open for them, once all were looked at. */
    List<EnvironmentName> environments() {
        return members.keySet().stream().filter(name -> !of(name).isEmpty()).toList();
    }

    /** Those of one environment. */
    List<Member> of(EnvironmentName environment) {
        return members.getOrDefault(environment, List.of()).stream()
                .filter(member -> keys.contains(member.publicKey()))
                .toList();
    }

    private boolean isNamed(Member member) {
        return List.of(member.id(), member.label(), member.publicKey()).contains(text);
    }

    /**
     * Shows which keys leave which environments, where a label does not say it all.
     *
     * @throws NotFoundException if no environment opens for them
     * @throws InvalidInputException if one of them is called otherwise somewhere, and nobody is asked about it or has said yes
     */
    void require(Terminal terminal, boolean assumeYes) {
        List<String> plan = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (EnvironmentName environment : environments()) {
            for (Member member : of(environment)) {
                String one = Printable.visible(member.label()) + " (" + member.id() + ")";
                plan.add("  " + environment + "  " + one);
                if (!isNamed(member)) {
                    others.add(one + " of " + environment);
                }
            }
        }
        if (plan.isEmpty()) {
            throw new NotFoundException(
                    "no environment opens for the key " + Printable.quote(text),
                    "kist key list --all shows which there are");
        }
        if (others.isEmpty()) {
            return;
        }
        terminal.warning("the same key has another label elsewhere; these are to be removed:");
        terminal.lines(plan);
        if (!assumeYes && !terminal.canAsk()) {
            throw new InvalidInputException(
                    Printable.quote(text) + " is called otherwise elsewhere: " + others.get(0)
                            + " is the same key; nothing was removed",
                    "say --yes to remove all of them, or name the key by its id");
        }
    }
}
