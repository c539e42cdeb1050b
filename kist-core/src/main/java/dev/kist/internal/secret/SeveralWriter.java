// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.WritePlan.Mode;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.internal.secret.SecretWriter.Outcome;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes several secrets of one environment, all or none: in one transaction where the store has them and it takes them. Else
 * in batches, of which a repeated call completes what an interruption left. Thread-safe.
 */
public final class SeveralWriter {
    private static final int MAX_TRIES = 10;

    private final PlanWriter writer;

    public SeveralWriter(Environments environments, Actor actor) {
        this.writer = new PlanWriter(environments, actor);
    }

    /**
     * What became of several secrets.
     *
     * @param byName in the order in which they were asked for
     * @param mode how they were written: in batches, if one try was
     */
    public record Outcomes(Map<SecretName, Outcome> byName, Mode mode) {}

    /**
     * Writes what the changes decide. Where other writers come first, decides again for what they wrote, up to 10 times.
     *
     * @param changes what becomes of each secret; one that throws stops all
     * @param check is shown what would be written, and may throw to stop all
     * @return what became of each, in the order of {@code changes}
     * @throws ConflictException if other writers came first every time
     */
    public Outcomes write(
            EnvironmentName environment,
            Map<SecretName, Change> changes,
            Consumer<Map<SecretName, Optional<Secret.Content>>> check) {
        Map<SecretName, Outcome> outcomes = new LinkedHashMap<>();
        Mode mode = Mode.NOTHING_TO_WRITE;
        Set<SecretName> pending = new LinkedHashSet<>(changes.keySet());
        for (int tries = 0; tries < MAX_TRIES && !pending.isEmpty(); tries++) {
            if (tries > 0 && !Backoff.amongWriters(tries)) {
                break;
            }
            Map<SecretName, Found> current = writer.current(environment, pending);
            Map<SecretName, Secret.Content> contents = new TreeMap<>();
            for (SecretName name : pending) {
                Optional<Secret> before = Optional.ofNullable(current.get(name)).map(Found::secret);
                outcomes.put(name, Outcome.unchanged(before));
                Objects.requireNonNull(changes.get(name))
                        .next(before)
                        .ifPresent(content -> contents.put(name, content));
            }
            Map<SecretName, Optional<Secret.Content>> next = new TreeMap<>();
            contents.forEach((name, content) -> next.put(name, Optional.of(content)));
            check.accept(next);
            PlanWriter.Outcome outcome =
                    writer.carryOut(WriteSteps.exactly(environment, contents, current), done -> {});
            outcome.written()
                    .forEach((name, secret) -> outcomes.put(
                            name,
                            Outcome.written(
                                    secret,
                                    Optional.ofNullable(current.get(name)).map(Found::secret))));
            mode = mode == Mode.BATCHES || outcome.mode() == Mode.NOTHING_TO_WRITE ? mode : outcome.mode();
            boolean isUndone = outcome.mode() == Mode.ONE_TRANSACTION
                    && !outcome.overtaken().isEmpty();
            pending.retainAll(isUndone ? contents.keySet() : outcome.overtaken());
        }
        if (!pending.isEmpty()) {
            throw new ConflictException(environment, pending, "other writers came first every time: try again");
        }
        Map<SecretName, Outcome> inOrder = new LinkedHashMap<>();
        changes.keySet().forEach(name -> inOrder.put(name, Objects.requireNonNull(outcomes.get(name))));
        return new Outcomes(inOrder, mode);
    }
}
