// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.util.Locale;

/** The operating system family that this process runs on. */
enum OperatingSystem {
    LINUX,
    MAC,
    WINDOWS,
    OTHER;

    private static final OperatingSystem CURRENT = named(System.getProperty("os.name", ""));

    static OperatingSystem current() {
        return CURRENT;
    }

    private static OperatingSystem named(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.equals("linux")) {
            return LINUX;
        }
        if (name.startsWith("mac")) {
            return MAC;
        }
        return name.startsWith("windows") ? WINDOWS : OTHER;
    }
}
