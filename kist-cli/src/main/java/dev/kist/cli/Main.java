package dev.kist.cli;

import java.util.Optional;

/** The program {@code kist}. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command.
     *
     * @return the code to exit with
     */
    public static int run(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            System.out.println("kist "
                    + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                            .orElse("(not packaged)"));
            return 0;
        }
        System.err.println("kist: error: there are no commands yet");
        return 2;
    }
}
