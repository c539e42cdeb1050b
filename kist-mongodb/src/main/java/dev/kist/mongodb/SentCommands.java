// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of the commands that leave for the server and of their answers, so that a failed write can be told to have
 * happened surely not, or perhaps. The driver carries out a call on the thread that makes it, retries included, and tells
 * of each command on that thread.
 */
final class SentCommands implements CommandListener {
    /** Codes of answers that say that the command was refused and has written nothing. Any other leaves it open. */
    private static final Set<Integer> REFUSALS = Set.of(
            2, // BadValue
            9, // FailedToParse
            13, // Unauthorized
            14, // TypeMismatch
            18, // AuthenticationFailed
            20, // IllegalOperation
            22, // InvalidBSON
            26, // NamespaceNotFound
            48, // NamespaceExists
            52, // DollarPrefixedFieldName
            53, // InvalidIdField
            59, // CommandNotFound
            61, // ShardKeyNotFound
            66, // ImmutableField
            72, // InvalidOptions
            73, // InvalidNamespace
            112, // WriteConflict
            115, // CommandNotSupported
            121, // DocumentValidationFailure
            166, // CommandNotSupportedOnView
            238, // NotImplemented
            251, // NoSuchTransaction
            323, // APIStrictError
            8000, // AtlasError
            10334, // BSONObjectTooLarge
            11000, // DuplicateKey
            13388 // StaleConfig
            );

    private static final ThreadLocal<@Nullable Count> COUNTS = new ThreadLocal<>();

    /** Counts this thread's commands of these names from now on. */
    Count count(Set<String> names) {
        Count count = new Count(names);
        COUNTS.set(count);
        return count;
    }

    /** Ends what {@link #count} began. */
    void stop() {
        COUNTS.remove();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        Count count = COUNTS.get();
        if (count != null && count.names.contains(event.getCommandName())) {
            count.sent++;
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        Count count = COUNTS.get();
        if (count != null && count.names.contains(event.getCommandName())) {
            count.answered++;
        }
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        Count count = COUNTS.get();
        if (count != null
                && count.names.contains(event.getCommandName())
                && event.getThrowable() instanceof MongoCommandException e
                && REFUSALS.contains(e.getErrorCode())) {
            count.refused++;
        }
    }

    /** What became of the commands of one call. */
    static final class Count {
        private final Set<String> names;
        private int sent;
        private int answered;
        private int refused;

        private Count(Set<String> names) {
            this.names = names;
        }

        /** Whether a command was sent that the server did not refuse: it may have written. */
        boolean mayHaveWritten() {
            return sent > refused;
        }

        /** Whether a command was sent, and nobody knows what became of it. */
        boolean hasLostAnAnswer() {
            return sent > refused + answered;
        }
    }
}
