package dev.kist.cli.session;

import dev.kist.Printable;
import dev.kist.Sight;
import java.util.ArrayList;
import java.util.List;

/** What a person is shown before they trust an environment. */
final class FirstSightText {
    private FirstSightText() {}

    static List<String> of(Sight sight) {
        List<String> lines = new ArrayList<>();
        lines.add("You have not used this environment from here before.");
        lines.add("  environment  " + sight.environment());
        lines.add("  store        " + Printable.visible(sight.store().toString()));
        lines.add("  fingerprint  " + sight.fingerprint());
        sight.expected().forEach(known -> lines.add("  known here   " + known));
        lines.add(
                "  members      " + Printable.visible(String.join(", ", sight.members())) + " (as the database says)");
        lines.add("Anyone who can write to the database could have planted it. Ask a member for the fingerprint:");
        lines.add("they see it with kist fingerprint -e " + sight.environment() + ".");
        return lines;
    }
}
