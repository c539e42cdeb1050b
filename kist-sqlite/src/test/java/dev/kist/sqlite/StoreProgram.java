package dev.kist.sqlite;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.ciphertext;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.secret;

import dev.kist.KistException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the tests run in processes of their own: {@code COMMAND FILE [ARGUMENT]}. */
final class StoreProgram {
    private final SecretStore store;

    private StoreProgram(SecretStore store) {
        this.store = store;
    }

    public static void main(String[] args) {
        StoreLocation.LocalFile location =
                new StoreLocation.LocalFile(Path.of(args[1]), StoreLocation.DEFAULT_COLLECTION);
        String argument = args.length > 2 ? args[2] : "";
        try (SecretStore store = new SqliteStore(location, Duration.ofSeconds(20))) {
            StoreProgram program = new StoreProgram(store);
            switch (args[0]) {
                case "insert" -> program.insertOne(argument);
                case "insert-forever" -> program.insertForever(argument);
                case "raise" -> program.raise(argument);
                case "fill" -> program.fill();
                case "count" -> program.count();
                default -> throw new IllegalArgumentException(args[0]);
            }
        } catch (KistException e) {
            say(e.getClass().getSimpleName() + ": " + e.getMessage() + " / "
                    + e.hint().orElse(""));
        }
    }

    private void insertOne(String name) {
        say("unconfirmed " + store.write(List.of(insert(secret(name)))).size());
    }

    /** Says each name once its write is acknowledged. */
    private void insertForever(String prefix) {
        for (int i = 0; ; i++) {
            CurrentDocument document = secret(prefix + i);
            if (store.write(List.of(insert(document))).isEmpty()) {
                say(document.key());
            }
        }
    }

    /** Writes this many new versions of one secret, against whoever else does the same. */
    private void raise(String times) {
        int left = Integer.parseInt(times);
        while (left > 0) {
            CurrentDocument current = current().get(0);
            SecretWrite write = StoredSamples.update(current, StoredSamples.next(current));
            if (store.write(List.of(write)).isEmpty()) {
                left--;
            }
        }
        say("done");
    }

    /** Writes until the disk is full, then reads everything again. */
    private void fill() {
        int acknowledged = 0;
        try {
            while (true) {
                CurrentDocument document = secret("FILL_" + acknowledged).withCiphertexts(ciphertext(30_000), null);
                store.write(List.of(insert(document)));
                acknowledged++;
            }
        } catch (KistException e) {
            say(e.getClass().getSimpleName() + ": " + e.getMessage() + " / "
                    + e.hint().orElse(""));
        }
        say("acknowledged " + acknowledged);
        count();
    }

    /** Counts without holding on to what was read. */
    private void count() {
        int[] found = {0};
        store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, document -> found[0]++);
        say("found " + found[0]);
    }

    private List<CurrentDocument> current() {
        List<CurrentDocument> found = new ArrayList<>();
        store.findSecrets(
                Selection.all(ENVIRONMENT), Freshness.PRIMARY, document -> found.add((CurrentDocument) document));
        return found;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
