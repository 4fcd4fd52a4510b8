package lostedge.ingest.interrupts;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;

/**
 * When a snapshot was taken, as a line between snapshots or a file name tells.
 *
 * <p>A number of seconds below 10^9 counts from boot, a larger one from 1970: no machine is up for 31 years. Without a
 * fraction a small number may count anything, and is no time.
 *
 * @param domain {@link Clock.Domain#MONOTONIC}, {@link Clock.Domain#BOOT} or {@link Clock.Domain#REALTIME}
 * @param ns the time in ns
 * @param resolutionNs the smallest step its digits can show
 */
record TimeStamp(Clock.Domain domain, long ns, long resolutionNs) {
    private static final long SECOND = 1_000_000_000L;
    private static final Pattern SECONDS =
            Pattern.compile("[^\\w:]{0,16}(\\d{1,9}(?=\\.)|[1-8]\\d{9})(?:\\.(\\d{1,9}))?[^\\w:]{0,16}");
    private static final Pattern UPTIME = Pattern.compile("(\\d{1,9})\\.(\\d\\d)(?: \\d{1,12}\\.\\d\\d)?");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))? ?(Z|UTC|[+-]\\d\\d:?\\d\\d)");
    private static final Pattern IN_NAME =
            Pattern.compile("(?<!\\d)(?<!\\d\\.)(\\d{1,9}|[1-8]\\d{9})\\.(\\d{3,9})(?!\\d)");
    private static final Pattern EPOCH_IN_NAME = Pattern.compile("(?<!\\d)(?<!\\d\\.)([1-8]\\d{9})(?!\\d|\\.\\d)");
    private static final DateTimeFormatter DATE_COMMAND =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss zzz yyyy", Locale.ROOT);

    /**
     * Reads a line that stands alone between snapshots: seconds ({@code date +%s.%N}), {@code /proc/uptime}, known by
     * its two decimals, ISO 8601 with a zone ({@code date -Ins}), or {@code date} in UTC.
     */
    static Optional<TimeStamp> ofLine(String line) {
        String text = line.strip();
        Matcher matcher = UPTIME.matcher(text);
        if (matcher.matches()) {
            return Optional.of(new TimeStamp(Clock.Domain.BOOT, ns(matcher), SECOND / 100));
        }
        matcher = ISO.matcher(text);
        if (matcher.matches()) {
            return ofIso(matcher);
        }
        matcher = SECONDS.matcher(text);
        return matcher.matches() ? Optional.of(ofSeconds(matcher)) : ofDateCommand(text);
    }

    /** Reads the last number in a file's name that can be a time: seconds with a fraction, or ten digits of seconds. */
    static Optional<Named> ofName(String fileName) {
        Named last = null;
        for (Pattern pattern : new Pattern[] {EPOCH_IN_NAME, IN_NAME}) {
            Matcher matcher = pattern.matcher(fileName);
            while (matcher.find()) {
                last = new Named(ofSeconds(matcher), tag(fileName.substring(matcher.end())));
            }
        }
        return Optional.ofNullable(last);
    }

    /**
     * What a file name tells.
     *
     * @param time the time
     * @param tag the word after it, or the empty text
     */
    record Named(TimeStamp time, String tag) {}

    private static String tag(String rest) {
        String word = rest.replaceFirst("\\.[^.]*$", "");
        return word.replaceFirst("^[^\\p{Alnum}]+", "");
    }

    private static TimeStamp ofSeconds(Matcher matcher) {
        long ns = ns(matcher);
        Clock.Domain domain = ns < SECOND * SECOND ? Clock.Domain.MONOTONIC : Clock.Domain.REALTIME;
        return new TimeStamp(domain, ns, resolution(fraction(matcher)));
    }

    private static Optional<TimeStamp> ofIso(Matcher matcher) {
        String zone =
                matcher.group(4).equals("UTC") ? "Z" : matcher.group(4).replaceFirst("(\\d\\d):?(\\d\\d)$", "$1:$2");
        try {
            OffsetDateTime time = OffsetDateTime.parse(matcher.group(1) + "T" + matcher.group(2) + zone);
            String fraction = matcher.group(3) == null ? "" : matcher.group(3);
            return Optional.of(new TimeStamp(
                    Clock.Domain.REALTIME, time.toEpochSecond() * SECOND + nanos(fraction), resolution(fraction)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<TimeStamp> ofDateCommand(String text) {
        try {
            ZonedDateTime time = ZonedDateTime.parse(text.replaceAll(" +", " "), DATE_COMMAND);
            boolean utc = time.getOffset().equals(ZoneOffset.UTC);
            return utc
                    ? Optional.of(new TimeStamp(Clock.Domain.REALTIME, time.toEpochSecond() * SECOND, SECOND))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long ns(Matcher matcher) {
        return Long.parseLong(matcher.group(1)) * SECOND + nanos(fraction(matcher));
    }

    private static String fraction(Matcher matcher) {
        return matcher.groupCount() < 2 || matcher.group(2) == null ? "" : matcher.group(2);
    }

    private static long nanos(String fraction) {
        return Long.parseLong(fraction + "0".repeat(9 - fraction.length()));
    }

    private static long resolution(String fraction) {
        return Long.parseLong("1" + "0".repeat(9 - fraction.length()));
    }
}
