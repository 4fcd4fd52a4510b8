package lostedge.analysis.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import org.junit.jupiter.api.Test;

class LogReportsTest {
    @Test
    void longestWaitAndCountsAreTold() {
        Labels labels = new Labels();
        EventBatch batch = new EventBatch(4);
        for (long waitedNs : new long[] {5_000_000_000L, 9_000_000_000L, 6_000_000_000L}) {
            int row = batch.append(1, 2, EventKind.CSD_LOCK_DETECTED, 0);
            batch.peer[row] = 3;
            batch.reference[row] = waitedNs;
            batch.label[row] = labels.intern("flush");
        }
        batch.append(2, 0, EventKind.IRQ_HANDLER_ENTRY, 0);
        LogReports reports = new LogReports(labels);
        reports.write(batch);

        assertThat(reports.counts()).containsOnly(Map.entry(EventKind.CSD_LOCK_DETECTED, 3L));
        assertThat(reports.longest()).isEqualTo(new LogReports.Wait(2, 3, 9_000_000_000L, "flush"));
    }

    @Test
    void aLogWithoutWaitsTellsOfNone() {
        assertThat(new LogReports(new Labels()).longest()).isNull();
    }
}
