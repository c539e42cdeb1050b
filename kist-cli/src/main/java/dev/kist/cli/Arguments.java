package dev.kist.cli;

import dev.kist.secret.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as it was typed. In a locale without UTF-8 Java decodes arguments lossily, which would change a value;
 * Linux still has the bytes.
 */
final class Arguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The arguments in UTF-8, as far as the platform tells; else as Java decoded them. */
    static String[] ofProcess(String[] decoded) {
        boolean isLossy = !"UTF-8".equals(System.getProperty("sun.jnu.encoding"));
        if (!isLossy || decoded.length == 0 || !Files.exists(COMMAND_LINE)) {
            return decoded;
        }
        try {
            List<String> all = split(Files.readAllBytes(COMMAND_LINE));
            return all.size() < decoded.length
                    ? decoded
                    : all.subList(all.size() - decoded.length, all.size()).toArray(String[]::new);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "an argument is not UTF-8", "give the value by --file or standard input, in UTF-8");
        } catch (IOException e) {
            return decoded;
        }
    }

    private static List<String> split(byte[] commandLine) throws CharacterCodingException {
        List<String> arguments = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                arguments.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(commandLine, begin, i - begin))
                        .toString());
                begin = i + 1;
            }
        }
        return arguments;
    }
}
