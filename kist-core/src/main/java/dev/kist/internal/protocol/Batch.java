package dev.kist.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Gathers writes and sends them when they are as many, or as large, as one call of the store takes. */
public final class Batch<T> {
    private static final int MOST_WRITES = 1000;
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final ToIntFunction<T> size;
    private final Consumer<List<T>> sender;
    private final List<T> gathered = new ArrayList<>();
    private long bytes;

    public Batch(ToIntFunction<T> size, Consumer<List<T>> sender) {
        this.size = size;
        this.sender = sender;
    }

    public void add(T write) {
        int more = size.applyAsInt(write);
        if (gathered.size() == MOST_WRITES || bytes + more > MOST_BYTES) {
            send();
        }
        gathered.add(write);
        bytes += more;
    }

    /** Sends what is left, if there is something. */
    public void send() {
        if (!gathered.isEmpty()) {
            sender.accept(List.copyOf(gathered));
            gathered.clear();
            bytes = 0;
        }
    }
}
