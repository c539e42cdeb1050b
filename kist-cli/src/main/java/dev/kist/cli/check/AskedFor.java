// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.check;

import dev.kist.CheckResult;
import dev.kist.ExampleFile;
import dev.kist.InvalidInputException;
import dev.kist.SecretName;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.NameLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An example file as it was found, and how a result against it is told.
 *
 * @param file what it asks for
 * @param shown its name, for messages
 */
public record AskedFor(ExampleFile file, String shown) {
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /**
     * Reads the file that was named; where none was, the first of {@link ExampleFile#NAMES} in the working directory.
     *
     * @throws InvalidInputException if there is none, or it cannot be read or understood
     */
    public static AskedFor find(CommandContext context, Optional<String> named) {
        String shown = named.or(() -> ExampleFile.NAMES.stream()
                        .filter(name -> Files.exists(context.directory().resolve(name)))
                        .findFirst())
                .orElseThrow(() -> new InvalidInputException(
                        "there is no " + String.join(", no ", ExampleFile.NAMES) + " here",
                        "name the file, or write one: kist example -o " + ExampleFile.NAMES.get(0)));
        byte[] content = Input.isStandardFile(shown)
                ? Input.readStandard(context.terminal().streams().in(), MAX_BYTES + 1)
                : Input.readFile(context.directory().resolve(Path.of(shown)), MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            throw new InvalidInputException(shown + " is larger than 16 MiB", "check that it is the file you mean");
        }
        String told = Input.isStandard(shown) ? "standard input" : shown;
        return new AskedFor(ExampleFile.parse(content, told), told);
    }

    /** What differs, a heading and names each; nothing where nothing does. */
    public static List<String> lines(CheckResult result) {
        List<String> lines = new ArrayList<>();
        lines.addAll(NameLines.of("missing", names(result.missing())));
        lines.addAll(NameLines.of("empty", names(result.empty())));
        List<String> wrong = new ArrayList<>();
        result.wrong().forEach((name, kind) -> wrong.add(name + " (not " + kind.word() + ")"));
        lines.addAll(NameLines.of("wrong kind", wrong));
        lines.addAll(NameLines.of("cannot be resolved", names(result.broken())));
        lines.addAll(NameLines.of("superfluous", names(result.superfluous())));
        return lines;
    }

    /** The same for a program that is not to be started; {@code leftOut} are those of the missing that it was not to get. */
    public static List<String> linesOfRun(CheckResult result, List<SecretName> leftOut) {
        List<SecretName> missing = result.missing().stream()
                .filter(name -> !leftOut.contains(name))
                .toList();
        List<String> lines = new ArrayList<>(NameLines.of("left out by --only or --except", names(leftOut)));
        lines.addAll(lines(new CheckResult(
                result.environment(), missing, result.empty(), result.wrong(), result.broken(), List.of())));
        return lines;
    }

    /** The same as JSON shows it. */
    static Map<String, Object> json(CheckResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("missing", names(result.missing()));
        json.put("empty", names(result.empty()));
        Map<String, String> wrong = new LinkedHashMap<>();
        result.wrong().forEach((name, kind) -> wrong.put(name.value(), kind.word()));
        json.put("wrong", wrong);
        json.put("broken", names(result.broken()));
        json.put("superfluous", names(result.superfluous()));
        return json;
    }

    /** What is wrong, as an error says it. */
    public String failure(CheckResult result) {
        return result.isSufficient()
                ? result.environment() + " has more than " + shown + " asks for"
                : result.environment() + " is not what " + shown + " asks for";
    }

    private static List<String> names(List<SecretName> names) {
        return names.stream().map(SecretName::value).toList();
    }
}
