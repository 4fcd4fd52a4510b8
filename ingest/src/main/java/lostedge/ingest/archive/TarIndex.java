package lostedge.ingest.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.RecordingException;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Where the files of a tar archive stand in it (POSIX.1-2001 pax interchange format; GNU tar manual, "Basic Tar
 * Format").
 *
 * <pre>
 * header, 512 bytes:  name 0-99  size 124-135  checksum 148-155  type 156  "ustar" 257  prefix 345-499
 * data, padded to 512 bytes; an archive ends with blocks of zeros
 * </pre>
 */
final class TarIndex {
    private static final int BLOCK = 512;
    private static final int MAX_EXTENSION_BYTES = 1 << 20;

    /** A file in the archive: where its bytes begin, and how many they are. */
    record Member(long offset, long length) {}

    private final String archive;
    private final SeekableByteChannel channel;
    private final LossLedger losses;
    private final int maxMembers;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private String longName = "";
    private Map<String, String> extension = Map.of();

    private TarIndex(String archive, SeekableByteChannel channel, LossLedger losses, int maxMembers) {
        this.archive = archive;
        this.channel = channel;
        this.losses = losses;
        this.maxMembers = maxMembers;
    }

    /** Tells from the first bytes whether a recording is a tar archive. */
    static boolean recognises(byte[] head) {
        if (head.length < BLOCK || head[0] == 0) {
            return false;
        }
        return checksumHolds(head);
    }

    /**
     * Lists the regular files, by name; of files with one name the last counts, as when the archive is unpacked.
     *
     * @throws RecordingException if the archive is damaged, truncated or has too many members
     */
    static Map<String, Member> read(String archive, SeekableByteChannel channel, LossLedger losses, int maxMembers)
            throws IOException {
        TarIndex index = new TarIndex(archive, channel, losses, maxMembers);
        long offset = 0;
        long headers = 0;
        byte[] header = index.block(offset);
        while (!isZero(header)) {
            if (++headers > 4L * maxMembers) {
                throw index.refusal(offset, "more than " + 4L * maxMembers + " headers");
            }
            offset = index.entry(header, offset + BLOCK);
            header = index.block(offset);
        }
        return index.members;
    }

    /** Takes in one header and its data. Returns the offset of the next header. */
    private long entry(byte[] header, long dataOffset) throws IOException {
        long headerOffset = dataOffset - BLOCK;
        if (!checksumHolds(header)) {
            throw refusal(headerOffset, "not a tar header: the archive is damaged");
        }
        char type = (char) (header[156] & 0xff);
        long size = size(header, headerOffset, type);
        long begin = type == 'S' && header[482] != 0 ? afterSparseMaps(dataOffset) : dataOffset;
        if (size > channel.size() - begin) {
            throw refusal(
                    headerOffset,
                    "a member of " + size + " bytes, but only " + (channel.size() - begin)
                            + " follow: the archive is truncated");
        }
        switch (type) {
            case 'L' -> longName = text(extensionBytes(dataOffset, size)).replace("\0", "");
            case 'x' -> extension = paxRecords(extensionBytes(dataOffset, size), dataOffset);
            case 'g', 'K' -> {}
            default -> {
                file(name(header), type, new Member(dataOffset, size), headerOffset);
                longName = "";
                extension = Map.of();
            }
        }
        return begin + (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** GNU's old sparse format puts blocks of a map before the data; each tells whether another follows. */
    private long afterSparseMaps(long mapOffset) throws IOException {
        long offset = mapOffset;
        while (block(offset)[504] != 0) {
            offset += BLOCK;
        }
        return offset + BLOCK;
    }

    private void file(String name, char type, Member member, long headerOffset) throws RecordingException {
        boolean sparse = type == 'S' || extension.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
        if (sparse) {
            losses.add(archive, "sparse member not read", Severity.ERROR, 1, headerOffset, "");
        } else if (type == '1' || type == '2') {
            losses.add(archive, "link in an archive not followed", Severity.INFO, 1, headerOffset, "");
        } else if ((type == '0' || type == 0 || type == '7') && !name.endsWith("/")) {
            if (members.put(name, member) != null) {
                losses.add(archive, "older member of the same name passed over", Severity.INFO, 1, headerOffset, "");
            }
            if (members.size() > maxMembers) {
                throw refusal(headerOffset, "more than " + maxMembers + " members");
            }
        } else if (type != '5' && type != '0' && type != 0) {
            losses.add(archive, "special member not read", Severity.INFO, 1, headerOffset, "");
        }
    }

    private String name(byte[] header) {
        String pax = extension.get("path");
        if (pax != null) {
            return pax;
        }
        if (!longName.isEmpty()) {
            return longName;
        }
        String name = text(header, 0, 100);
        boolean posix = text(header, 257, 6).equals("ustar");
        String prefix = posix ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private long size(byte[] header, long headerOffset, char type) throws RecordingException {
        boolean ownData = type != 'x' && type != 'g' && type != 'L' && type != 'K';
        String pax = ownData ? extension.get("size") : null;
        try {
            long size = pax != null ? Long.parseLong(pax) : TarUtils.parseOctalOrBinary(header, 124, 12);
            if (size >= 0 && size <= Long.MAX_VALUE - 2 * BLOCK - headerOffset) {
                return type == '1' || type == '2' || type == '5' ? 0 : size;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw refusal(headerOffset, "no valid member size: the archive is damaged");
    }

    /** Records of the form {@code "length key=value\n"}, the length counting the whole record. */
    private Map<String, String> paxRecords(byte[] bytes, long offset) throws RecordingException {
        Map<String, String> records = new LinkedHashMap<>();
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int blank = at;
            int length = 0;
            while (blank < bytes.length && bytes[blank] >= '0' && bytes[blank] <= '9' && length <= bytes.length) {
                length = length * 10 + bytes[blank++] - '0';
            }
            boolean whole =
                    blank < bytes.length && bytes[blank] == ' ' && length > blank - at && length <= bytes.length - at;
            String record = whole ? text(bytes, blank + 1, at + length - blank - 2) : "";
            int equals = record.indexOf('=');
            if (equals < 0) {
                throw refusal(offset + at, "not a pax record: the archive is damaged");
            }
            records.put(record.substring(0, equals), record.substring(equals + 1));
            at += length;
        }
        return records;
    }

    private byte[] extensionBytes(long offset, long size) throws IOException {
        if (size > MAX_EXTENSION_BYTES) {
            throw refusal(offset, "an extended header of " + size + " bytes");
        }
        return bytes(offset, (int) size);
    }

    private byte[] block(long offset) throws IOException {
        if (channel.size() - offset < BLOCK) {
            throw refusal(offset, "no end-of-archive block: the archive is truncated");
        }
        return bytes(offset, BLOCK);
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(offset);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw refusal(offset, "the archive is truncated");
            }
        }
        return buffer.array();
    }

    private RecordingException refusal(long offset, String expectation) {
        return new RecordingException(archive, "offset " + offset, expectation);
    }

    /** The checksum adds all header bytes, its own field taken as blanks; ancient writers added them as signed. */
    private static boolean checksumHolds(byte[] header) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : header[i];
            unsigned += b & 0xff;
            signed += b;
        }
        String field = text(header, 148, 8).strip();
        if (field.isEmpty() || !field.chars().allMatch(c -> c >= '0' && c <= '7')) {
            return false;
        }
        long told = Long.parseLong(field, 8);
        return told == unsigned || told == signed;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
