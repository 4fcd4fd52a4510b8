package lostedge.ingest.reader;

import java.util.Arrays;
import java.util.Random;

/** Files as a bad disk or a broken transfer leaves them. */
public final class Damage {
    private Damage() {}

    /** {@return a copy of a file with up to six bytes changed, and one time in four cut short} */
    public static byte[] of(byte[] file, Random random) {
        byte[] damaged = file.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }
}
