package lostedge.ingest.tracedat;

import java.io.IOException;
import lostedge.ingest.bytes.FileBytes;

/**
 * Layout of a ring buffer page's head, as {@code header_page} tells: the time stamp stands first, in 8 bytes.
 *
 * @param commitOffset where the commit word lies
 * @param commitSize its bytes, 4 or 8
 * @param dataOffset where the records begin
 */
record PageLayout(int commitOffset, int commitSize, int dataOffset) {

    /** {@return the layout of a machine whose longs have this size} */
    static PageLayout of(int longSize) {
        return new PageLayout(8, longSize, 8 + longSize);
    }

    /** Parses the text of {@code header_page}; what it leaves out is as on every machine with such longs. */
    static PageLayout parse(FileBytes in, String text, int longSize, int pageSize) throws IOException {
        PageLayout usual = of(longSize);
        int commitOffset = usual.commitOffset;
        int commitSize = usual.commitSize;
        int dataOffset = usual.dataOffset;
        for (String line : text.split("\n")) {
            if (line.contains(" commit;")) {
                commitOffset = attribute(line, "offset:", commitOffset);
                commitSize = attribute(line, "size:", commitSize);
            } else if (line.contains(" data;")) {
                dataOffset = attribute(line, "offset:", dataOffset);
            }
        }
        boolean plausible = commitOffset == 8 && (commitSize == 4 || commitSize == 8) && dataOffset >= 12;
        if (!plausible || dataOffset >= pageSize) {
            throw in.refuse("expected a page head of time stamp, commit and data");
        }
        return new PageLayout(commitOffset, commitSize, dataOffset);
    }

    private static int attribute(String line, String name, int otherwise) {
        int from = line.indexOf(name);
        int end = line.indexOf(';', from + 1);
        if (from < 0 || end < 0) {
            return otherwise;
        }
        try {
            return Integer.parseInt(line.substring(from + name.length(), end).trim());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
