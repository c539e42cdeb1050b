// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Arrays;

/**
 * Characters that a terminal acts on, that turn the order of others, or that cannot be seen. The list is the project's one,
 * {@code clients/invisible-characters.txt}, which says where it comes from and which the readers in other languages share: what
 * Java itself knows of Unicode differs with its version.
 */
final class InvisibleCharacters {
    /** Ranges with both ends, ascending; {@code clients/invisible-characters.py} copies them here. */
    private static final String INVISIBLE =
            """
            0000-001F 007F-009F 00AD 034F 0600-0605 061C 06DD 070F 0890-0891 08E2 115F-1160 17B4-17B5 180B-180F \
            200B-200F 2028-202E 2060-206F 2800 3164 D800-DFFF FE00-FE0F FEFF FFA0 FFF0-FFFB 110BD 110CD \
            13430-1343F 16FE4 1BCA0-1BCA3 1D159 1D173-1D17A E0000-E0FFF""";

    /** First and last of each range by turns, ascending. */
    private static final int[] ENDS = ends();

    private InvisibleCharacters() {}

    static boolean contains(int codePoint) {
        int place = Arrays.binarySearch(ENDS, codePoint);
        // An end itself is found; whatever lies within a range would have to be put in at an odd place.
        return place >= 0 || (-place - 1) % 2 == 1;
    }

    /** A range of one character has it twice, which a search finds as well as once. */
    private static int[] ends() {
        String[] ranges = INVISIBLE.split(" ");
        int[] ends = new int[2 * ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            int dash = ranges[i].indexOf('-');
            ends[2 * i] = Integer.parseInt(dash < 0 ? ranges[i] : ranges[i].substring(0, dash), 16);
            ends[2 * i + 1] = dash < 0 ? ends[2 * i] : Integer.parseInt(ranges[i].substring(dash + 1), 16);
        }
        return ends;
    }
}
