package lostedge.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;

/** A text as blocks of whole lines, in its order. */
public interface Lines extends Closeable {
    /**
     * Replaces the block's lines by the next ones.
     *
     * @return false if there were none
     */
    boolean read(LineBlock block) throws IOException;
}
