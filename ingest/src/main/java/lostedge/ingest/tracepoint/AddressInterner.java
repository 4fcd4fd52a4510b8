package lostedge.ingest.tracepoint;

import java.util.function.LongFunction;
import lostedge.engine.event.Labels;

/** Interns what kernel addresses stand for, looking each address up once. Keeps a bounded number of addresses. */
final class AddressInterner {
    private static final int MAX_KEPT = 1 << 16;

    private final Labels labels;
    private final LongFunction<String> names;
    private long[] addresses = new long[256];
    private int[] ids = new int[256];
    private int count;

    AddressInterner(Labels labels, LongFunction<String> names) {
        this.labels = labels;
        this.names = names;
    }

    /** {@return the label of an address} */
    int intern(long address) {
        int slot = slot(address, addresses.length);
        while (ids[slot] != 0) {
            if (addresses[slot] == address) {
                return ids[slot] - 1;
            }
            slot = slot + 1 & addresses.length - 1;
        }
        int id = labels.intern(names.apply(address));
        if (count < MAX_KEPT) {
            addresses[slot] = address;
            ids[slot] = id + 1;
            if (++count * 2 > addresses.length) {
                grow();
            }
        }
        return id;
    }

    private static int slot(long address, int capacity) {
        long hash = address * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & capacity - 1;
    }

    private void grow() {
        long[] oldAddresses = addresses;
        int[] oldIds = ids;
        addresses = new long[oldAddresses.length * 2];
        ids = new int[oldIds.length * 2];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int slot = slot(oldAddresses[i], addresses.length);
                while (ids[slot] != 0) {
                    slot = slot + 1 & addresses.length - 1;
                }
                addresses[slot] = oldAddresses[i];
                ids[slot] = oldIds[i];
            }
        }
    }
}
