package lostedge.ingest.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestedRecordingTest {
    @TempDir
    Path folder;

    private final byte[] bytes = new byte[300_000];
    private Path file;
    private Recording plain;
    private DigestedRecording recording;

    @BeforeEach
    void writeFile() throws IOException {
        new Random(7).nextBytes(bytes);
        file = Files.write(folder.resolve("recording"), bytes);
        plain = InputFiles.open(List.of(file), Limits.DEFAULT).recordings().get(0);
        recording = new DigestedRecording(plain, true);
    }

    @Test
    void digestNobodyWantsIsNotTaken() throws IOException {
        DigestedRecording undigested = new DigestedRecording(plain, false);
        try (InputStream in = undigested.open()) {
            assertThat(in).hasSameClassAs(plain.open()).hasBinaryContent(bytes);
        }

        assertThat(undigested.sha256()).isEmpty();
    }

    @Test
    void digestOfWhatNobodyReadIsTaken() throws IOException {
        assertThat(recording.sha256()).isEqualTo(expected());
    }

    @Test
    void streamReadToItsEndIsNotReadAgain() throws IOException {
        try (InputStream in = recording.open()) {
            in.readAllBytes();
        }
        Files.delete(file);

        assertThat(recording.sha256()).isEqualTo(expected());
    }

    @Test
    void streamLeftInTheMiddleIsDigestedToItsEnd() throws IOException {
        try (InputStream in = recording.open()) {
            in.readNBytes(1234);
            in.read();
        }

        assertThat(recording.sha256()).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsInAnyOrderGiveTheSameDigest(long seed) throws IOException {
        Random random = new Random(seed);
        try (SeekableByteChannel channel = recording.openSeekable()) {
            for (int i = 0; i < 60; i++) {
                int at = random.nextInt(bytes.length);
                ByteBuffer some = ByteBuffer.allocate(random.nextInt(40_000));
                channel.position(random.nextBoolean() ? at : channel.position());
                long from = channel.position();
                int got = channel.read(some);

                assertThat(channel.position()).isEqualTo(from + Math.max(0, got));
                if (got > 0) {
                    assertThat(some.flip()).isEqualTo(ByteBuffer.wrap(bytes, (int) from, got));
                }
            }
        }

        assertThat(recording.sha256()).isEqualTo(expected());
    }

    @Test
    void longRecordingIsDigestedWhileItIsRead() throws IOException {
        byte[] longer = new byte[9 << 20];
        new Random(8).nextBytes(longer);
        Files.write(file, longer);
        try (SeekableByteChannel channel = recording.openSeekable()) {
            channel.position(longer.length / 2);
            channel.read(ByteBuffer.allocate(longer.length / 2));
        }

        assertThat(recording.sha256()).isEqualTo(sha256(longer));
    }

    @Test
    void recordingThatBecomesShorterHasNoDigest() throws IOException {
        try (SeekableByteChannel channel = recording.openSeekable()) {
            channel.read(ByteBuffer.allocate(200_000));
        }
        Files.write(file, new byte[10]);

        assertThatThrownBy(recording::sha256)
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("shorter");
    }

    private String expected() {
        return sha256(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
