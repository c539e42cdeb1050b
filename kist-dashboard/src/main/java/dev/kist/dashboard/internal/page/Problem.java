// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.FingerprintException;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.OlderCopyException;
import dev.kist.StoreUnavailableException;
import dev.kist.UncertainWriteException;
import dev.kist.UntrustedException;
import dev.kist.dotenv.DotenvException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why something was not done, in the page's words.
 *
 * @param title what happened, in a few words
 * @param text the whole of it, as one or two sentences
 * @param hint what to do next; empty where nothing can be said
 * @param publicKey what a member would let in, where no key opens an environment
 * @param command what a member would type for it
 * @param status the status code of HTTP
 */
public record Problem(
        String title,
        String text,
        Optional<String> hint,
        Optional<String> publicKey,
        Optional<String> command,
        int status) {

    /** What a failure of Kist means here. */
    static Problem of(KistException failure) {
        Optional<NoKeyException> noKey = failure instanceof NoKeyException one ? Optional.of(one) : Optional.empty();
        Optional<String> publicKey = noKey.flatMap(NoKeyException::publicKey);
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return new Problem(
                title(failure),
                Words.sentence(Words.visibleLines(message)),
                hint(failure).map(Words::visibleLines).map(Words::sentence),
                publicKey,
                publicKey.map(key -> letIn(List.of(noKey.orElseThrow().environment()), key)),
                status(failure));
    }

    /** The library's, unless that is for who writes a program. */
    private static Optional<String> hint(KistException failure) {
        return failure instanceof OlderCopyException
                ? Optional.of(
                        "ask the other members; if a backup was restored on purpose, end this page and say kist open"
                                + " --accept-older once")
                : failure.hint();
    }

    /**
     * That no key opens any of several environments.
     *
     * @param failures one for each; at least one
     */
    static Problem ofClosed(List<NoKeyException> failures) {
        Problem first = of(failures.get(0));
        List<EnvironmentName> names =
                failures.stream().map(NoKeyException::environment).toList();
        return names.size() == 1
                ? first
                : new Problem(
                        "No key here opens these environments",
                        "They are " + Words.list(names) + ".",
                        first.hint(),
                        first.publicKey(),
                        first.publicKey().map(key -> letIn(names, key)),
                        first.status());
    }

    /** What a member types. */
    private static String letIn(List<EnvironmentName> environments, String publicKey) {
        return "kist key add "
                + environments.stream().map(name -> "-e " + name + " ").collect(Collectors.joining())
                + "--label NAME " + publicKey;
    }

    /** A file of settings that cannot be read. */
    static Problem of(DotenvException failure) {
        return new Problem(
                "This text cannot be read as a .env file",
                Words.sentence(Words.visibleLines(String.valueOf(failure.getMessage()))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                400);
    }

    /** Something else. */
    static Problem of(int status, String title, String text) {
        return new Problem(title, text, Optional.empty(), Optional.empty(), Optional.empty(), status);
    }

    private static String title(KistException failure) {
        if (failure instanceof UncertainWriteException) {
            return "It may have been saved";
        }
        if (failure instanceof UntrustedException) {
            return "Not trusted yet: nothing was saved";
        }
        if (failure instanceof NoKeyException) {
            return "No key here opens this environment";
        }
        if (failure instanceof FingerprintException) {
            return "This environment is not the one that is trusted here";
        }
        if (failure instanceof OlderCopyException) {
            return "An older copy of this environment was put back";
        }
        return switch (failure.reason()) {
            case INVALID_INPUT -> "That cannot be taken";
            case NOT_FOUND -> "It is not there";
            case NOT_READABLE -> "It cannot be read";
            case UNAVAILABLE -> "The store does not answer";
            case CONFLICT -> "Somebody else was first";
            case UNEXPECTED -> "It failed";
        };
    }

    private static int status(KistException failure) {
        if (failure instanceof ConflictException) {
            return 409;
        }
        if (failure instanceof StoreUnavailableException) {
            return 503;
        }
        return switch (failure.reason()) {
            case INVALID_INPUT -> 400;
            case NOT_FOUND -> 404;
            case NOT_READABLE -> 422;
            default -> 500;
        };
    }
}
