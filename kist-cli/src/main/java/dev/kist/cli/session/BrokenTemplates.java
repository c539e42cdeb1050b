// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.KistException;
import dev.kist.NeededByTemplateException;
import dev.kist.TemplateException;
import dev.kist.cli.terminal.Terminal;
import java.util.List;

/** Says which templates a write broke that was done all the same. */
public final class BrokenTemplates {
    private BrokenTemplates() {}

    /** One warning for each. */
    public static void warn(Terminal terminal, List<KistException> broken) {
        broken.forEach(e -> terminal.warning(words(e)));
    }

    private static String words(KistException e) {
        if (e instanceof NeededByTemplateException needed) {
            return "the template " + needed.template() + " of " + needed.environment()
                    + " cannot be resolved any more: it refers to " + needed.needed();
        }
        return e instanceof TemplateException template ? template.found() : String.valueOf(e.getMessage());
    }
}
