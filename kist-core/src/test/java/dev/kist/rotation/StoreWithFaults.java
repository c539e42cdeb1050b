package dev.kist.rotation;

import dev.kist.format.EnvironmentDocument;
import dev.kist.format.SecretDocument;
import dev.kist.format.StoredDocument;
import dev.kist.secret.EnvironmentName;
import dev.kist.store.Freshness;
import dev.kist.store.LostAnswerException;
import dev.kist.store.SecretStore;
import dev.kist.store.SecretWrite;
import dev.kist.store.Selection;
import dev.kist.store.StoreDescription;
import dev.kist.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A real store whose clock can be put forward, whose answers get lost and that can stop working, as a test says. */
final class StoreWithFaults implements SecretStore {
    private final SecretStore store;
    private Duration ahead = Duration.ZERO;
    private int worksUntilStop = Integer.MAX_VALUE;
    private int answersToLose;
    private Runnable beforeReplacing = () -> {};

    StoreWithFaults(SecretStore store) {
        this.store = store;
    }

    void putClockForward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Carries out so many writes more, then none. */
    void stopAfter(int writes) {
        worksUntilStop = writes;
    }

    void workAgain() {
        worksUntilStop = Integer.MAX_VALUE;
    }

    /** Carries out the next writes and loses their answers. */
    void loseAnswers(int answers) {
        answersToLose = answers;
    }

    /** Runs once, right before the next replacement of an environment's document. */
    void beforeReplacing(Runnable another) {
        beforeReplacing = another;
    }

    private <T> T written(Supplier<T> write) {
        if (worksUntilStop-- <= 0) {
            throw new StoreUnavailableException("stopped by the test", null, null);
        }
        T answer = write.get();
        if (answersToLose > 0) {
            answersToLose--;
            throw new LostAnswerException("lost by the test", null, null);
        }
        return answer;
    }

    @Override
    public StoreDescription description() {
        return store.description();
    }

    @Override
    public Instant now() {
        return store.now().plus(ahead);
    }

    @Override
    public Duration timeout() {
        return store.timeout();
    }

    @Override
    public boolean hasTransactions() {
        return store.hasTransactions();
    }

    @Override
    public void prepareForWriting() {
        store.prepareForWriting();
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return store.findEnvironment(name, freshness);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return store.environmentNames();
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return written(() -> store.insertEnvironment(document));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        Runnable another = beforeReplacing;
        beforeReplacing = () -> {};
        another.run();
        return written(() -> store.replaceEnvironment(document));
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        store.findSecrets(selection, freshness, consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        store.findHistory(selection, freshness, consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return written(() -> store.write(writes));
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return written(() -> store.writeAtomically(writes));
    }

    @Override
    public boolean replaceFormer(SecretDocument expected, SecretDocument replacement) {
        return written(() -> store.replaceFormer(expected, replacement));
    }

    @Override
    public int deleteFormer(List<SecretDocument> formers) {
        return written(() -> store.deleteFormer(formers));
    }

    @Override
    public boolean deleteSecret(SecretDocument current) {
        return written(() -> store.deleteSecret(current));
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return written(() -> store.deleteEnvironment(document));
    }

    @Override
    public void close() {
        store.close();
    }
}
