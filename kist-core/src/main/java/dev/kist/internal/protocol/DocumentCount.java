package dev.kist.internal.protocol;

import dev.kist.spi.ForeignDocument;
import dev.kist.spi.StoredDocument;
import java.util.function.Consumer;

/**
 * How many documents a look at a store finds.
 *
 * @param own those that Kist wrote
 * @param foreign those that it did not write
 */
public record DocumentCount(int own, int foreign) {
    /** Counts what {@code look} hands over. */
    public static DocumentCount of(Consumer<Consumer<StoredDocument>> look) {
        Counter counter = new Counter();
        look.accept(counter);
        return new DocumentCount(counter.own, counter.foreign);
    }

    private static final class Counter implements Consumer<StoredDocument> {
        private int own;
        private int foreign;

        @Override
        public void accept(StoredDocument found) {
            if (found instanceof ForeignDocument) {
                foreign++;
            } else {
                own++;
            }
        }
    }
}
