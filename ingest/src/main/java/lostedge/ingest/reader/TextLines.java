package lostedge.ingest.reader;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a small text recording as strings, for formats whose meaning costs more than their bytes. A line ends at
 * a line feed; a carriage return before it is not part of it.
 */
public final class TextLines implements Closeable {
    /** Longest line that is read, in bytes. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long number;
    private boolean terminated = true;

    /** Opens a recording's text. */
    public TextLines(Recording recording) throws IOException {
        name = recording.name();
        in = recording.open();
    }

    /**
     * Reads the next line, decoded as UTF-8.
     *
     * @return the line without its end, or null after the last
     * @throws RecordingException if the line is longer than {@link #MAX_LINE_BYTES}
     */
    public @Nullable String next() throws IOException {
        line.reset();
        boolean any = false;
        while (fill()) {
            any = true;
            int feed = at;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            line.write(buffer, at, feed - at);
            if (line.size() > MAX_LINE_BYTES) {
                throw new RecordingException(name, "line " + (number + 1), "longer than 1 MiB: not a text recording");
            }
            boolean found = feed < end;
            at = found ? feed + 1 : feed;
            if (found) {
                number++;
                return text();
            }
        }
        if (!any) {
            return null;
        }
        number++;
        terminated = false;
        return text();
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** {@return the number of the line last read, from 1} */
    public long number() {
        return number;
    }

    /** {@return whether every line read so far ended with a line feed; false after a last line cut short} */
    public boolean terminated() {
        return terminated;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
