package dev.kist.contract;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A real store whose clock can be put forward, whose answers get lost and that can stop working, as a test says. */
final class StoreWithFaults extends DelegatingStore {
    private Duration ahead = Duration.ZERO;
    private int worksUntilStop = Integer.MAX_VALUE;
    private int answersToLose;
    private Runnable beforeReplacing = () -> {};
    private Runnable beforeWriting = () -> {};
    private Runnable beforeReading = () -> {};

    StoreWithFaults(SecretStore store) {
        super(store);
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

    /** Runs once, right before the next write of secrets. */
    void beforeWriting(Runnable another) {
        beforeWriting = another;
    }

    /** Runs once, right before secrets are read the next time. */
    void beforeReading(Runnable another) {
        beforeReading = another;
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
    public Instant now() {
        return super.now().plus(ahead);
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return written(() -> super.insertEnvironment(document));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        Runnable another = beforeReplacing;
        beforeReplacing = () -> {};
        another.run();
        return written(() -> super.replaceEnvironment(document));
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        Runnable another = beforeReading;
        beforeReading = () -> {};
        another.run();
        super.findSecrets(selection, freshness, consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        Runnable another = beforeWriting;
        beforeWriting = () -> {};
        another.run();
        return written(() -> super.write(writes));
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        Runnable another = beforeWriting;
        beforeWriting = () -> {};
        another.run();
        return written(() -> super.writeAtomically(writes));
    }

    /** Ten at a time, so that a stop leaves a part undone. */
    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        List<FormerReplacement> unconfirmed = new ArrayList<>();
        for (int from = 0; from < replacements.size(); from += 10) {
            List<FormerReplacement> some = replacements.subList(from, Math.min(from + 10, replacements.size()));
            unconfirmed.addAll(written(() -> super.replaceFormers(some)));
        }
        return unconfirmed;
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return written(() -> super.deleteFormer(formers));
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return written(() -> super.deleteSecret(current));
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return written(() -> super.deleteEnvironment(document));
    }
}
