package lostedge.ingest.ftrace;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;

/** One event with its names written out, so that rows of different readers compare equal. */
record PlainRow(
        long line,
        long time,
        int cpu,
        EventKind kind,
        int flags,
        int pid,
        int peer,
        int code,
        long reference,
        String label,
        String site) {

    static List<PlainRow> of(EventBatch batch, Labels labels) {
        List<PlainRow> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            rows.add(new PlainRow(
                    batch.position[i],
                    batch.timestampNs[i],
                    batch.cpu[i],
                    batch.kindAt(i),
                    batch.flags[i],
                    batch.pid[i],
                    batch.peer[i],
                    batch.code[i],
                    batch.reference[i],
                    labels.text(batch.label[i]),
                    labels.text(batch.site[i])));
        }
        return rows;
    }

    PlainRow withoutLine() {
        return new PlainRow(0, time, cpu, kind, flags, pid, peer, code, reference, label, site);
    }
}
