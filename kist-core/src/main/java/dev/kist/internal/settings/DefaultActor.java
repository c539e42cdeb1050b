// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.Actor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who creates an environment where no setting says it, and so the label of the first key: {@code user@host}. */
public final class DefaultActor {
    private static final int MOST_CHARACTERS = 60;

    private DefaultActor() {}

    public static Actor find() {
        return Actor.parse(clean(System.getProperty("user.name", "")) + "@" + clean(hostName()));
    }

    private static String hostName() {
        // The kernel's name needs no look-up; asking the resolver can take seconds.
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"));
        } catch (IOException noProc) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "";
            }
        }
    }

    private static String clean(String text) {
        String ascii = text.strip().replaceAll("[^A-Za-z0-9_.-]", "_");
        return ascii.isEmpty() ? "unknown" : ascii.substring(0, Math.min(ascii.length(), MOST_CHARACTERS));
    }
}
