// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines for the file that {@code GITHUB_ENV} names: {@code KEY<<delimiter}, the value, the delimiter.
 *
 * <p>The delimiter is random, so that no value can be made to end early and set variables of its own.
 */
final class GithubEnv {
    /** What the runner sets itself before every step. */
    private static final Set<String> OF_THE_RUNNER = Names.words(
            """
            GITHUB_ACTION GITHUB_ACTION_PATH GITHUB_ACTION_REPOSITORY GITHUB_ACTIONS GITHUB_ACTOR
            GITHUB_ACTOR_ID GITHUB_API_URL GITHUB_BASE_REF GITHUB_ENV GITHUB_EVENT_NAME GITHUB_EVENT_PATH
            GITHUB_GRAPHQL_URL GITHUB_HEAD_REF GITHUB_JOB GITHUB_OUTPUT GITHUB_PATH GITHUB_REF GITHUB_REF_NAME
            GITHUB_REF_PROTECTED GITHUB_REF_TYPE GITHUB_REPOSITORY GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER
            GITHUB_REPOSITORY_OWNER_ID GITHUB_RETENTION_DAYS GITHUB_RUN_ATTEMPT GITHUB_RUN_ID GITHUB_RUN_NUMBER
            GITHUB_SERVER_URL GITHUB_SHA GITHUB_STATE GITHUB_STEP_SUMMARY GITHUB_TRIGGERING_ACTOR
            GITHUB_WORKFLOW GITHUB_WORKFLOW_REF GITHUB_WORKFLOW_SHA GITHUB_WORKSPACE RUNNER_ARCH RUNNER_DEBUG
            RUNNER_ENVIRONMENT RUNNER_NAME RUNNER_OS RUNNER_TEMP RUNNER_TOOL_CACHE NODE_OPTIONS""");

    private final Supplier<String> delimiters;

    GithubEnv(Supplier<String> delimiters) {
        this.delimiters = delimiters;
    }

    static GithubEnv randomly() {
        SecureRandom random = new SecureRandom();
        return new GithubEnv(() -> {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            return "kist_" + HexFormat.of().formatHex(bytes);
        });
    }

    String text(Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> {
            String delimiter = delimiters.get();
            while (value.contains(delimiter)) {
                delimiter = delimiters.get();
            }
            out.append(key).append("<<").append(delimiter).append('\n');
            out.append(value).append('\n').append(delimiter).append('\n');
        });
        return out.toString();
    }

    static @Nullable String refusal(String value) {
        if (value.indexOf('\0') >= 0) {
            return "holds a NUL, which no environment can hold";
        }
        return value.endsWith("\r") ? "ends in a CR, which runners on Windows would drop" : null;
    }

    static @Nullable String nameRefusal(String key) {
        if (!Key.isPortable(key)) {
            return "is not a name of letters, digits and _";
        }
        return OF_THE_RUNNER.contains(key) ? "is a name that the runner of GitHub does not let be set" : null;
    }
}
