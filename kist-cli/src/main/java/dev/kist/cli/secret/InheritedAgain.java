// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.SecretName;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import java.util.List;

/** Says where an environment sees a parent's secret, now that it has none of that name itself. */
final class InheritedAgain {
    private InheritedAgain() {}

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
