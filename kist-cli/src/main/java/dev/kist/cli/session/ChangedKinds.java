// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.ChangedKind;
import dev.kist.NameList;
import dev.kist.Secret.Kind;
import dev.kist.SecretName;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Says where a template becomes text or bytes, or these a template: what a program is given follows from that. */
public final class ChangedKinds {
    private ChangedKinds() {}

    /** One line, if {@code written} was of another kind; a warning unless that kind was asked for. */
    public static void say(Terminal terminal, Written written, boolean isAskedFor) {
        Consumer<String> saying = isAskedFor ? terminal::note : terminal::warning;
        written.changedKind()
                .ifPresent(change -> saying.accept(written.secret().name() + " in "
                        + written.secret().environment() + " was " + word(change.before()) + " and is "
                        + word(change.now()) + " now"));
    }

    /** One line for each change of kind in {@code plan}. */
    public static void warn(Terminal terminal, WritePlan plan) {
        Map<ChangedKind, List<SecretName>> names = new LinkedHashMap<>();
        plan.changedKinds().forEach((name, change) -> names.computeIfAbsent(change, c -> new ArrayList<>())
                .add(name));
        names.forEach((change, those) -> terminal.warning(Count.of(those.size(), noun(change.before())) + " of "
                + plan.environment() + (those.size() == 1 ? " becomes " : " become ")
                + words(change.now(), those.size()) + ": " + NameList.of(those)));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case TEMPLATE -> "a template";
            case BINARY -> "binary";
            case LITERAL, DELETION -> "text";
        };
    }

    private static String noun(Kind kind) {
        return switch (kind) {
            case TEMPLATE -> "template";
            case BINARY -> "binary secret";
            case LITERAL, DELETION -> "plain value";
        };
    }

    private static String words(Kind kind, int count) {
        if (kind == Kind.BINARY) {
            return "binary";
        }
        return count == 1 ? "a " + noun(kind) : noun(kind) + "s";
    }
}
