// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an environment sees of its parents, or does not, once a secret of its own is deleted or gone. */
final class InheritedAgain {
    private InheritedAgain() {}

    /** Those of {@code names} that a parent has: what is deleted here hides them. */
    static Set<SecretName> ofParents(Session session, Collection<SecretName> names) {
        try {
            return session.environment().parents().stream()
                    .findFirst()
                    .map(parent -> session.kist().environment(parent.environment()))
                    .map(parent -> parent.list(Loading.all().only(names).withInherited()).secrets().stream()
                            .map(Secret::name)
                            .collect(Collectors.toSet()))
                    .orElse(Set.of());
        } catch (KistException e) {
            // It is deleted, which is what was asked for; what a parent has is a courtesy.
            return Set.of();
        }
    }

    /** One line, if that is so. */
    static void say(Terminal terminal, Session session, SecretName name) {
        try {
            session.environment().load(Loading.all().only(List.of(name)).asStored()).secrets().values().stream()
                    .map(loaded -> loaded.stored().environment())
                    .filter(parent -> !parent.equals(session.name()))
                    .forEach(
                            parent -> terminal.note(session.name() + " inherits " + name + " from " + parent + " now"));
        } catch (KistException e) {
            // It is gone, which is what was asked for; what a parent has is a courtesy.
        }
    }
}
