package lostedge.ingest.order;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Streams that are each in time order, merged: a binary heap of their next times. Of equal times that of the stream
 * added first comes first.
 *
 * @param <S> the kind of stream
 */
public final class TimeMerge<S extends TimeMerge.Stream> {

    /** Records in time order, standing at one of them. */
    public interface Stream {
        /** {@return the time of the current record} */
        long timestamp();

        /** Moves to the next record; {@return false if there is none} */
        boolean advance() throws IOException;
    }

    /** One stream's place. */
    private static final class Place<S> {
        private final S stream;
        private final int number;
        private long time;

        Place(S stream, int number) {
            this.stream = stream;
            this.number = number;
        }

        boolean isBefore(Place<S> other) {
            return time < other.time || time == other.time && number < other.number;
        }
    }

    private Place<S>[] heap = places(8);
    private int size;
    private int added;
    /** Before this time all records are of the first stream; too early rather than too late. */
    private long othersFrom = Long.MIN_VALUE;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <S> Place<S>[] places(int number) {
        return new Place[number];
    }

    /** Adds a stream, which moves to its first record; {@return whether it has one} */
    public boolean add(S stream) throws IOException {
        Place<S> place = new Place<>(stream, added++);
        if (!stream.advance()) {
            return false;
        }
        place.time = stream.timestamp();
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0 && place.isBefore(heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = place;
        othersFrom = Long.MIN_VALUE;
        return true;
    }

    /** {@return the stream whose current record is the earliest, or null if all have ended} */
    public @Nullable S first() {
        return size == 0 ? null : heap[0].stream;
    }

    /** Hot: moves the {@link #first} stream on; {@return false if it has ended} */
    public boolean advance() throws IOException {
        Place<S> place = heap[0];
        boolean more = place.stream.advance();
        if (more) {
            place.time = place.stream.timestamp();
            if (place.time < othersFrom) {
                return true;
            }
        } else {
            place = heap[--size];
        }
        sink(place);
        othersFrom = size < 2 ? Long.MAX_VALUE : Math.min(heap[1].time, heap[size < 3 ? 1 : 2].time);
        return more;
    }

    private void sink(Place<S> place) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(place)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = place;
    }
}
