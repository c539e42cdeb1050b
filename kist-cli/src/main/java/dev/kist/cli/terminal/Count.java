package dev.kist.cli.terminal;

/** Numbers of things, as English has it. */
public final class Count {
    private Count() {}

    /** {@code 1 secret}, {@code 2 secrets}, {@code 0 secrets}, {@code 2 entries}. */
    public static String of(long number, String thing) {
        return number + " " + (number == 1 ? thing : plural(thing));
    }

    private static String plural(String thing) {
        if (thing.endsWith("y") && !thing.endsWith("ey")) {
            return thing.substring(0, thing.length() - 1) + "ies";
        }
        return thing.endsWith("s") || thing.endsWith("x") ? thing + "es" : thing + "s";
    }
}
