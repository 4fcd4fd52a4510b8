package lostedge.ingest.ftrace;

import lostedge.engine.event.EventBatch;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.eventtext.AddressText;
import lostedge.ingest.eventtext.NameText;
import lostedge.ingest.ftrace.FtraceHead.LineForm;
import lostedge.ingest.ftrace.FtraceHead.StampForm;

/**
 * Finds the columns of one event line and leaves them in its fields. It knows where names and arguments stand, not what
 * they mean. No allocation, state in fields, text read past a line's end up to {@link Words#PADDING}; a line feed stops
 * every scan.
 */
final class FtraceTokenizer {
    private static final int COMM_WIDTH = 16;
    private static final int LATENCY_COMM_WIDTH = 8;

    /** What stands where the event's name is expected. */
    enum Payload {
        /** {@code name: arguments}. */
        EVENT,
        /** {@code function <-parent}. */
        FUNCTION,
        /** Anything else. */
        UNNAMED
    }

    private final LineForm form;
    private int number;
    /** Where the beginning of a line ends that tells task, CPU and flags; not told of every form. */
    int prefixEnd;
    /** Where the decimal point of the time stands, if it has one. */
    int pointAt;
    /** Where stands what follows the time stamp. */
    int payloadFrom;

    int pid;
    int cpu;
    int flags;
    long timestamp;
    StampForm stamp = StampForm.TICKS;
    Payload payload = Payload.UNNAMED;
    int nameFrom;
    int nameTo;
    int argumentsFrom;
    int lineEnd;
    int next;

    FtraceTokenizer(LineForm form) {
        this.form = form;
    }

    /**
     * Reads the line that begins at {@code from}; {@link #lineEnd} is then where its text ends, {@link #next} where the
     * next line begins.
     *
     * @param to end of the text, behind a line feed
     * @return whether it is an event line
     */
    boolean event(byte[] bytes, int from, int to) {
        findLineEnd(bytes, from, to);
        return switch (form) {
            case TASK_DASH_PID -> taskDashPid(bytes, from + COMM_WIDTH, lineEnd);
            case LATENCY -> latency(bytes, from, lineEnd);
            case PERF -> perf(bytes, from, lineEnd);
            case UNALIGNED -> unaligned(bytes, from, lineEnd);
        };
    }

    private void findLineEnd(byte[] bytes, int from, int to) {
        int lineFeed = Words.indexOf(bytes, from, to, '\n');
        lineEnd = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        next = lineFeed + 1;
    }

    private boolean taskDashPid(byte[] bytes, int dash, int to) {
        if (dash >= to || bytes[dash] != '-') {
            return false;
        }
        int at = pid(bytes, dash + 1);
        at = spaces(bytes, at);
        if (at < to && bytes[at] == '(') {
            at = spaces(bytes, Words.indexOf(bytes, at, to, ')') + 1);
        }
        if (at >= to || bytes[at] != '[') {
            return false;
        }
        at = cpu(bytes, at + 1);
        if (at >= to || bytes[at] != ']') {
            return false;
        }
        int flagsFrom = spaces(bytes, at + 1);
        int flagsEnd = flags(bytes, flagsFrom, to);
        prefixEnd = flagsEnd > flagsFrom ? flagsEnd : at + 1;
        return stamp(bytes, spaces(bytes, flagsEnd), to) && payload(bytes, to);
    }

    /** The task's name ends at the first dash behind which all other columns follow. */
    private boolean unaligned(byte[] bytes, int from, int to) {
        int task = from;
        while (bytes[task] == ' ' || bytes[task] == '\t') {
            task++;
        }
        for (int dash = task + 1; dash <= task + COMM_WIDTH && dash < to; dash++) {
            if (taskDashPid(bytes, dash, to) && stamp != StampForm.TICKS) {
                return true;
            }
        }
        return false;
    }

    private boolean latency(byte[] bytes, int from, int to) {
        int dash = from + LATENCY_COMM_WIDTH;
        if (to <= dash || bytes[dash] != '-') {
            return false;
        }
        int at = cpu(bytes, spaces(bytes, pid(bytes, dash + 1)));
        if (at >= to) {
            return false;
        }
        at = flags(bytes, at, to);
        return stamp(bytes, spaces(bytes, at), to) && payload(bytes, to);
    }

    private boolean perf(byte[] bytes, int from, int to) {
        if (to - from > COMM_WIDTH && bytes[from + COMM_WIDTH] == ' ' && afterComm(bytes, from + COMM_WIDTH, to)) {
            return true;
        }
        if (from < to && bytes[from] == '\t') {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] == ' ' && afterComm(bytes, at, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean afterComm(byte[] bytes, int from, int to) {
        int at = pid(bytes, spaces(bytes, from));
        if (bytes[at] == '/') {
            at = pid(bytes, spaces(bytes, at + 1));
        }
        if (at >= to || bytes[at] != ' ') {
            return false;
        }
        at = spaces(bytes, at);
        cpu = EventBatch.NONE;
        flags = 0;
        if (bytes[at] == '[') {
            at = cpu(bytes, at + 1);
            if (at >= to || bytes[at] != ']') {
                return false;
            }
            at = spaces(bytes, at + 1);
        }
        if (!stamp(bytes, at, to) || stamp == StampForm.TICKS || !payload(bytes, to) || payload == Payload.UNNAMED) {
            return false;
        }
        lineEnd = AddressText.beforeAddress(bytes, argumentsFrom, to);
        return true;
    }

    /** Reads the pid and returns the position behind it, or one that no column can have if there is none. */
    private int pid(byte[] bytes, int from) {
        if (bytes[from] == '-' && bytes[from + 1] == '1') {
            pid = EventBatch.NONE;
            return from + 2;
        }
        int at = number(bytes, from);
        pid = number;
        return at;
    }

    private int cpu(byte[] bytes, int from) {
        int at = number(bytes, from);
        cpu = number;
        return at;
    }

    /** Reads one to nine digits into {@link #number}. */
    private int number(byte[] bytes, int from) {
        int at = from;
        int value = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
            value = value * 10 + digit;
            at++;
        }
        number = value;
        return at == from || at - from > 9 ? nowhere(bytes) : at;
    }

    /** {@return a readable position behind every line} */
    private static int nowhere(byte[] bytes) {
        return bytes.length - Words.PADDING / 2;
    }

    private static int spaces(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private int flags(byte[] bytes, int from, int to) {
        flags = 0;
        if (bytes[from] >= '0' && bytes[from] <= '9') {
            return from;
        }
        int at = from;
        while (at < to && bytes[at] > ' ') {
            at++;
        }
        flags = FlagsColumn.read(bytes, from, at);
        return flags == FlagsColumn.INVALID ? nowhere(bytes) : at;
    }

    /**
     * Reads the time stamp, the colon and the spaces behind it; leaves the position of the payload in
     * {@link #payloadFrom} and {@link #nameFrom}.
     */
    private boolean stamp(byte[] bytes, int from, int to) {
        int at = from;
        long value = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
            value = value * 10 + digit;
            at++;
        }
        int digits = at - from;
        if (digits == 0 || digits > 18) {
            return false;
        }
        if (bytes[at] == '.') {
            pointAt = at++;
            for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
                value = value * 10 + digit;
                at++;
            }
            int decimals = at - pointAt - 1;
            // ten digits are seconds of the epoch (clock tai); from 9e9 s on, ns would not fit
            if (digits > 10 || digits == 10 && bytes[from] == '9' || decimals != 6 && decimals != 9) {
                return false;
            }
            stamp = decimals == 6 ? StampForm.MICROSECONDS : StampForm.NANOSECONDS;
            timestamp = decimals == 6 ? value * 1_000 : value;
        } else if (bytes[at] == 'u' && bytes[at + 1] == 's') {
            stamp = StampForm.RELATIVE_MICROSECONDS;
            timestamp = value * 1_000;
            at += 3;
        } else {
            stamp = StampForm.TICKS;
            timestamp = value;
        }
        if (at >= to || bytes[at] != ':' || digits > 15 && stamp != StampForm.TICKS) {
            return false;
        }
        payloadFrom = spaces(bytes, at + 1);
        nameFrom = payloadFrom;
        return nameFrom <= to;
    }

    private boolean payload(byte[] bytes, int to) {
        int at = NameText.end(bytes, nameFrom, to);
        if (form == LineForm.PERF) {
            at = behindPeriod(bytes, at, to);
        }
        if (at < to - 1 && bytes[at] == ':' && bytes[at + 1] != ' ') {
            nameFrom = at + 1;
            at = NameText.end(bytes, nameFrom, to);
        }
        nameTo = at;
        if (at < to && bytes[at] == ':') {
            payload = Payload.EVENT;
            argumentsFrom = Math.min(to, spaces(bytes, at + 1));
        } else {
            int arrow = NameText.behindModule(bytes, at, to);
            boolean function =
                    arrow < to - 3 && bytes[arrow] == ' ' && bytes[arrow + 1] == '<' && bytes[arrow + 2] == '-';
            payload = function ? Payload.FUNCTION : Payload.UNNAMED;
            argumentsFrom = function ? arrow + 3 : to;
        }
        return true;
    }

    /** Steps over the sample period that {@code perf script -F period} prints before the name. */
    private int behindPeriod(byte[] bytes, int nameTo, int to) {
        if (nameTo == to || bytes[nameTo] != ' ') {
            return nameTo;
        }
        for (int at = nameFrom; at < nameTo; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return nameTo;
            }
        }
        nameFrom = spaces(bytes, nameTo);
        return NameText.end(bytes, nameFrom, to);
    }
}
