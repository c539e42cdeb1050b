package dev.kist.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Gathers writes and sends them when they are as many, or as large, as one call takes. Not thread-safe. */
public final class Batch<T> {
    /**
     * What one call takes. One write that is larger alone is sent by itself.
     *
     * @param documents how many documents at most
     * @param bytes how many bytes at most
     */
    public record Limits(int documents, long bytes) {
        /** What one transaction, or one call, takes. */
        public static final Limits OF_ONE_CALL = new Limits(1000, 8L * 1024 * 1024);
    }

    private final Limits limits;
    private final ToIntFunction<T> documents;
    private final ToIntFunction<T> size;
    private final Consumer<List<T>> sender;
    private final List<T> gathered = new ArrayList<>();
    private long count;
    private long bytes;

    /**
     * Batches that {@code sender} sends.
     *
     * @param documents how many documents a write counts as
     * @param size about how many bytes it has
     */
    public Batch(Limits limits, ToIntFunction<T> documents, ToIntFunction<T> size, Consumer<List<T>> sender) {
        this.limits = limits;
        this.documents = documents;
        this.size = size;
        this.sender = sender;
    }

    /** Batches of the size of one call, of writes of one document each. */
    public Batch(ToIntFunction<T> size, Consumer<List<T>> sender) {
        this(Limits.OF_ONE_CALL, write -> 1, size, sender);
    }

    /** Adds a write; sends those before it where it would be too much with them. */
    public void add(T write) {
        int more = documents.applyAsInt(write);
        int moreBytes = size.applyAsInt(write);
        if (count + more > limits.documents() || bytes + moreBytes > limits.bytes()) {
            send();
        }
        gathered.add(write);
        count += more;
        bytes += moreBytes;
    }

    /** Sends what is left, if there is something. */
    public void send() {
        if (!gathered.isEmpty()) {
            List<T> all = List.copyOf(gathered);
            gathered.clear();
            count = 0;
            bytes = 0;
            sender.accept(all);
        }
    }
}
