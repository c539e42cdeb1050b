// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import dev.kist.cli.command.Typed;
import dev.kist.cli.run.RawArguments;
import dev.kist.cli.terminal.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as it was typed, in UTF-8. In a locale without UTF-8 Java decodes arguments lossily, which would change
 * a value; Linux still has the bytes.
 */
final class ProcessArguments {
    private ProcessArguments() {}

    /** The arguments of this process, each with whether it is UTF-8. */
    static List<Typed> ofProcess(List<String> decoded) {
        List<Typed> arguments = new ArrayList<>();
        for (byte[] raw : RawArguments.bytesOf(decoded)) {
            String text = new String(raw, StandardCharsets.UTF_8);
            arguments.add(new Typed(text, arguments.size() + 1, Utf8.isText(raw)));
        }
        return arguments;
    }
}
