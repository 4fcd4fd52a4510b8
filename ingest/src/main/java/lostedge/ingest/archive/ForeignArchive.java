package lostedge.ingest.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Archives that are known by their first bytes and not read, so that a refusal can say what to do. */
public enum ForeignArchive {
    /** PKWARE's {@code APPNOTE.TXT}, section 4.3: a local file header. */
    ZIP("zip", "PK\3\4"),
    /** The same without members: an end of central directory. */
    EMPTY_ZIP("zip", "PK\5\6"),
    /** {@code 7zFormat.txt}: the signature header. */
    SEVEN_ZIP("7z", "7z\u00bc\u00af'\u001c"),
    /** RAR 4 and 5. */
    RAR("rar", "Rar!\u001a\7"),
    /** {@code cpio -H newc}. */
    CPIO("cpio", "070701"),
    /** {@code ar(5)}. */
    AR("ar", "!<arch>\n");

    private final String shownName;
    private final byte[] magic;

    ForeignArchive(String shownName, String magic) {
        this.shownName = shownName;
        this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return what begins with these bytes, or null if it is none of these} */
    public static @Nullable ForeignArchive of(byte[] head) {
        for (ForeignArchive each : values()) {
            int length = each.magic.length;
            if (head.length >= length && Arrays.equals(head, 0, length, each.magic, 0, length)) {
                return each;
            }
        }
        return null;
    }

    /** {@return why such a file is not read, and what to do} */
    public String refusal() {
        return "a " + shownName + " archive, which is not read; unpack it into a folder or make it a tar archive";
    }
}
