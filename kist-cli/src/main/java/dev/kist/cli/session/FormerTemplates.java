// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import dev.kist.NameList;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.cli.terminal.Count;
import dev.kist.cli.terminal.Terminal;

/** Says where a template becomes text or bytes: it follows what it referred to no longer. */
public final class FormerTemplates {
    private FormerTemplates() {}

    /** One line, if {@code written} was a template. */
    public static void say(Terminal terminal, Written written) {
        if (written.isNoLongerTemplate()) {
            terminal.note(written.secret().name() + " in " + written.secret().environment() + " was a template and is "
                    + (written.secret().value().isBinary() ? "binary" : "text") + " now");
        }
    }

    /** One line, if there are any in {@code plan}. */
    public static void warn(Terminal terminal, WritePlan plan) {
        int count = plan.noLongerTemplates().size();
        if (count > 0) {
            terminal.warning(Count.of(count, "template") + " of " + plan.environment()
                    + (count == 1 ? " becomes a plain value: " : " become plain values: ")
                    + NameList.of(plan.noLongerTemplates()));
        }
    }
}
