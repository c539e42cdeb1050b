// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files put together at random from what parsers stumble over. */
final class GeneratedFiles {
    private static final String[] PARTS = {
        "A",
        "B",
        "C_1",
        "export ",
        "export",
        "=",
        "=",
        "=",
        ": ",
        ":",
        " ",
        " ",
        "\t",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "#",
        " #",
        " # c",
        "\"",
        "\"",
        "'",
        "'",
        "`",
        "\\",
        "\\",
        "\\n",
        "\\r",
        "\\t",
        "\\\"",
        "\\'",
        "\\\\",
        "\\$",
        "$",
        "${",
        "}",
        "$A",
        "${A}",
        "${B:-",
        "${C_1-x}",
        "${A:+y}",
        "{",
        "-",
        ".",
        "x",
        "x y",
        "é",
        "😀",
        "\u00a0",
        "\u2028",
        "\u0085",
        "\u000b",
        "\f",
        "\u001c",
        "\uFEFF",
        "\u3000",
        "$(x)",
        "__proto__",
        "0",
        "a.b",
        "a-b",
        ";",
        ",",
        "[",
        "]",
        "@",
        "\u0001"
    };
    private static final String[] LINES = {
        "A=1\n",
        "B=\"x\"\n",
        "C_1='y'\n",
        "# c\n",
        "\n",
        "A=$B\n",
        "B=\"${A}\" # c\n",
        "export A=`z`\n",
        "A='x\ny'\n",
        "B=x#y\n",
        "A=\n"
    };

    private GeneratedFiles() {}

    static List<byte[]> of(long seed, int count) {
        Random random = new Random(seed);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file(random));
        }
        return files;
    }

    private static byte[] file(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int parts = 1 + random.nextInt(30);
        for (int i = 0; i < parts; i++) {
            int kind = random.nextInt(60);
            if (kind < 12) {
                out.writeBytes(LINES[random.nextInt(LINES.length)].getBytes(StandardCharsets.UTF_8));
            } else if (kind == 12 && random.nextInt(8) == 0) {
                out.write(random.nextInt(256));
            } else if (kind < 20) {
                out.writeBytes((PARTS[random.nextInt(3)] + "=").getBytes(StandardCharsets.UTF_8));
            } else {
                out.writeBytes(PARTS[random.nextInt(PARTS.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
