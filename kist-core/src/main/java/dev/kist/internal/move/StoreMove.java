package dev.kist.internal.move;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.InvalidInputException;
import dev.kist.NameList;
import dev.kist.Progress;
import dev.kist.internal.protocol.Removal;
import dev.kist.internal.protocol.Settling;
import dev.kist.spi.Batch;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Moves all environments of a store to another one, document by document, byte for byte. An environment's own document
 * arrives last: until then nobody can write to it there, and an interrupted move is completed by another.
 */
public final class StoreMove {
    private static final int MAX_PASSES = 10;

    private final SecretStore source;
    private final SecretStore target;

    public StoreMove(SecretStore source, SecretStore target) {
        this.source = source;
        this.target = target;
    }

    /** The environments that there are to move, ascending. */
    public List<EnvironmentName> environments() {
        return source.environmentNames();
    }

    /**
     * How many documents there are to move.
     *
     * @throws ForeignSecretException if one of them was not written by Kist: it would be left behind
     */
    public long count() {
        long count = 0;
        for (EnvironmentName name : environments()) {
            count += 1
                    + Documents.current(source, name).size()
                    + Documents.former(source, name).size();
        }
        return count;
    }

    /**
     * Refuses a target that has something else.
     *
     * @throws InvalidInputException if it has an environment, or secrets of one, that did not come from the source
     */
    public void requireFree() {
        List<EnvironmentName> others = target.environmentNames().stream()
                .filter(name -> {
                    Optional<EnvironmentDocument> there = target.findEnvironment(name, Freshness.PRIMARY);
                    return there.isPresent() && !there.equals(source.findEnvironment(name, Freshness.PRIMARY));
                })
                .toList();
        if (!others.isEmpty()) {
            throw taken("has other environments: " + NameList.of(others));
        }
    }

    private InvalidInputException taken(String what) {
        return new InvalidInputException(
                target.description() + " " + what + ": nothing was moved to it",
                "name another database or collection, which holds nothing yet");
    }

    /**
     * Moves everything.
     *
     * @throws ConflictException if another writer changes the source, or created one of the environments in the target
     */
    public void run(Progress progress) {
        requireFree();
        target.prepareForWriting();
        long total = count();
        Progress forward = new Forward(progress);
        long done = 0;
        for (EnvironmentName name : environments()) {
            done = move(name, done, total, forward);
        }
    }

    /** Tells only what is more than before: what arrived is counted anew in each pass. */
    private static final class Forward implements Progress {
        private final Progress progress;
        private long most;

        Forward(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void update(long done, long total) {
            if (done > most) {
                most = Math.min(done, total);
                progress.update(most, total);
            }
        }
    }

    private long move(EnvironmentName name, long done, long total, Progress progress) {
        if (target.findEnvironment(name, Freshness.PRIMARY).isPresent()) {
            long there = done
                    + 1
                    + Documents.current(source, name).size()
                    + Documents.former(source, name).size();
            progress.update(there, total);
            return there;
        }
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            Optional<EnvironmentDocument> before = source.findEnvironment(name, Freshness.PRIMARY);
            if (before.isEmpty()) {
                return done;
            }
            Pass moved = new Pass(name, done, total, progress);
            // Another writer of the source may have been at work since: then there is something left to do.
            if (moved.run() == 0
                    && source.findEnvironment(name, Freshness.PRIMARY).equals(before)) {
                insert(before.get());
                progress.update(moved.done() + 1, total);
                return moved.done() + 1;
            }
        }
        throw new ConflictException(name, List.of(), "others write to " + source.description() + ": try again");
    }

    private void insert(EnvironmentDocument document) {
        boolean isInserted = Settling.repeat(target, () -> target.insertEnvironment(document));
        if (!isInserted
                && !target.findEnvironment(document.name(), Freshness.PRIMARY).equals(Optional.of(document))) {
            throw new ConflictException(document.name(), "look at what the target has, and decide again");
        }
    }

    /** One look at both sides of an environment, and what it takes to make them the same. */
    private final class Pass {
        private final EnvironmentName name;
        private final long total;
        private final Progress progress;
        private long done;

        Pass(EnvironmentName name, long done, long total, Progress progress) {
            this.name = name;
            this.done = done;
            this.total = total;
            this.progress = progress;
        }

        long done() {
            return done;
        }

        /** How many documents it moved or removed. */
        int run() {
            Removal removal = new Removal(target, name, removed -> {});
            Documents<FormerDocument> formersHere = Documents.former(source, name);
            Documents<FormerDocument> formersThere = Documents.former(target, name);
            Documents<CurrentDocument> here = Documents.current(source, name);
            Documents<CurrentDocument> there = Documents.current(target, name);
            requireFromHere(formersThere, formersHere);
            requireFromHere(there, here);
            List<CurrentDocument> outdated = there.without(here);
            List<FormerDocument> outdatedFormers = formersThere.without(formersHere);
            outdated.forEach(removal::removeSecret);
            removal.removeFormers(Selection.all(name), outdatedFormers::contains);
            return outdated.size()
                    + outdatedFormers.size()
                    + insert(formersHere, formersThere, target::insertFormers)
                    + insert(here, there, target::insertSecrets);
        }

        private <D extends SecretDocument> void requireFromHere(Documents<D> there, Documents<D> here) {
            if (!there.isFrom(here)) {
                throw taken("has secrets of " + name + " that are others");
            }
        }

        private <D extends SecretDocument> int insert(
                Documents<D> here, Documents<D> there, UnaryOperator<List<D>> insert) {
            List<D> missing = here.without(there);
            done += here.size() - missing.size();
            progress.update(done, total);
            Batch<D> batch = new Batch<>(SecretDocument::approximateSize, documents -> {
                Settling.repeat(target, () -> insert.apply(documents));
                done += documents.size();
                progress.update(done, total);
            });
            missing.forEach(batch::add);
            batch.send();
            return missing.size();
        }
    }
}
