package dev.kist.cli;

import dev.kist.InvalidInputException;
import dev.kist.cli.run.RawArguments;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command line as it was typed, in UTF-8. In a locale without UTF-8 Java decodes arguments lossily, which would change
 * a value; Linux still has the bytes.
 */
final class Arguments {
    private Arguments() {}

    /**
     * The arguments of this process.
     *
     * @throws InvalidInputException if one of them is not UTF-8; those of a program that {@code run} starts may be anything
     */
    static String[] ofProcess(String[] decoded) {
        List<String> last = List.of(decoded);
        if (last.contains("run")) {
            return RawArguments.textOf(last).toArray(String[]::new);
        }
        try {
            String[] arguments = new String[decoded.length];
            List<byte[]> raw = RawArguments.bytesOf(last);
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(raw.get(i)))
                        .toString();
            }
            return arguments;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "an argument is not UTF-8", "give the value by --file or standard input, in UTF-8");
        }
    }
}
