// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Optional;

/** What is said where an application reads its secrets through a framework, and that fails. */
public final class ApplicationMessage {
    private ApplicationMessage() {}

    /** What happened, and what to do in such an application, where a library's user would be told something else. */
    public static String of(KistException failure) {
        return "Kist: " + failure.getMessage()
                + hint(failure).map(hint -> "; " + hint).orElse("");
    }

    private static Optional<String> hint(KistException failure) {
        if (failure instanceof NoStoreException) {
            return Optional.of("set " + Setting.MONGODB_URI.property() + " or " + Setting.MONGODB_URI.variable());
        }
        return failure instanceof NoKeyException noKey && noKey.publicKey().isPresent()
                ? Optional.of("ask a member to let this application's key in: kist key add -e " + noKey.environment()
                        + " --label LABEL " + noKey.publicKey().get())
                : failure.hint();
    }
}
