// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Many things of one kind, as messages name them: the first ten one by one, then how many more there are. Whoever can write to
 * the database makes as many as they like.
 */
public final class FirstTen {
    private static final int SHOWN = 10;

    private FirstTen() {}

    /**
     * Says the first ten with {@code each}, and "and N more" with {@code rest} if there are more.
     *
     * @param what behind the number: {@code documents cannot be read}; or nothing
     */
    public static <T> void say(Collection<T> things, Consumer<T> each, Consumer<String> rest, String what) {
        things.stream().limit(SHOWN).forEach(each);
        if (things.size() > SHOWN) {
            rest.accept("and " + (things.size() - SHOWN) + " more " + what);
        }
    }
}
