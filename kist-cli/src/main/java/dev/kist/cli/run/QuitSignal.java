// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

/** What Ctrl-\ sends. Java would print what all its threads do, and go on. */
public final class QuitSignal {
    private static final int SIGQUIT = 3;
    private static final int SIG_DFL = 0;

    private QuitSignal() {}

    /** From now on it ends Kist, as it does other programs. Nothing changes where it was ignored, or cannot be reached. */
    public static void ends() {
        if (!InheritedSignals.contains(InheritedSignals.ignored(), SIGQUIT)) {
            ForeignFunctions.find()
                    .ifPresent(functions -> functions.function("signal").call(SIGQUIT, SIG_DFL, 0));
        }
    }
}
