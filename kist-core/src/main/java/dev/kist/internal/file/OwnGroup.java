package dev.kist.internal.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/**
 * Whether a file's group is the user's own: the group that the process runs with, and nobody else is in it as far as this
 * machine's files say, as Debian's SSH looks at it. Where they know neither the group nor the user, a group of the user's own
 * name or number is.
 */
final class OwnGroup {
    private OwnGroup() {}

    static boolean isOwn(Path path, PosixFileAttributes attributes) throws IOException {
        int group = (Integer) Files.getAttribute(path, "unix:gid");
        Path self = Path.of("/proc/self");
        if (!Files.exists(self) || (Integer) Files.getAttribute(self, "unix:gid") != group) {
            return false;
        }
        String user = Ownership.user();
        boolean isNamedAlike =
                attributes.group().getName().equals(user) || (Integer) Files.getAttribute(self, "unix:uid") == group;
        boolean isListed = false;
        for (String[] fields : lines("/etc/group")) {
            if (fields.length > 3 && fields[2].equals(Integer.toString(group))) {
                isListed = true;
                for (String member : fields[3].split(",")) {
                    if (!member.isBlank() && !member.equals(user)) {
                        return false;
                    }
                }
            }
        }
        for (String[] fields : lines("/etc/passwd")) {
            if (fields.length > 3 && fields[3].equals(Integer.toString(group)) && !fields[0].equals(user)) {
                return false;
            }
        }
        return isListed || isNamedAlike;
    }

    private static List<String[]> lines(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
