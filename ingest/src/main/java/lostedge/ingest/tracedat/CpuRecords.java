package lostedge.ingest.tracedat;

import java.io.IOException;
import lostedge.ingest.order.TimeMerge;

/** The records of one CPU's pages as one stream, standing at a current record. */
final class CpuRecords implements TimeMerge.Stream {
    private final int buffer;
    private final int cpu;
    private final PageStream pages;
    private final RingBufferPage page;
    private boolean pageOpen;
    private long missedBefore;
    private long damagedPages;

    CpuRecords(int buffer, int cpu, PageStream pages, RingBufferPage page) {
        this.buffer = buffer;
        this.cpu = cpu;
        this.pages = pages;
        this.page = page;
    }

    @Override
    public boolean advance() throws IOException {
        missedBefore = 0;
        while (true) {
            if (pageOpen && page.next()) {
                return true;
            }
            if (pageOpen && page.damaged()) {
                damagedPages++;
                missedBefore = -1;
            }
            long chunks = pages.damagedChunks();
            pageOpen = pages.next();
            if (!pageOpen) {
                return false;
            }
            page.open(pages.bytes(), pages.start());
            if (page.missed() != 0 || pages.damagedChunks() != chunks) {
                missedBefore = missedBefore == 0 && pages.damagedChunks() == chunks ? page.missed() : -1;
            }
        }
    }

    /** {@return the number of the buffer its pages stand in} */
    int buffer() {
        return buffer;
    }

    int cpu() {
        return cpu;
    }

    byte[] bytes() {
        return page.bytes();
    }

    @Override
    public long timestamp() {
        return page.timestamp();
    }

    int recordStart() {
        return page.recordStart();
    }

    int recordLength() {
        return page.recordLength();
    }

    /** {@return how many events were lost just before the current record: 0 none, -1 an unknown number} */
    long missedBefore() {
        return missedBefore;
    }

    long damagedPages() {
        return damagedPages + pages.damagedChunks();
    }
}
