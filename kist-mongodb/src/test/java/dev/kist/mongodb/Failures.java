// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures that a test expects, searched for what they may not show. */
final class Failures {
    /** A user and a password that no text may hold. */
    static final String USER = "canaryuser";

    static final String PASSWORD = "canarypassword";

    private Failures() {}

    static StoreUnavailableException unavailable(ThrowingCallable call) {
        return showingNothing(catchThrowableOfType(StoreUnavailableException.class, call));
    }

    static InvalidInputException invalid(ThrowingCallable call) {
        return showingNothing(catchThrowableOfType(InvalidInputException.class, call));
    }

    private static <T extends KistException> T showingNothing(T failure) {
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + failure.hint().orElse("") + failure)
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("-test-password");
        return failure;
    }
}
