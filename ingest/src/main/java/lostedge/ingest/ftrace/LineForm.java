package lostedge.ingest.ftrace;

/** How the lines of a trace text begin. */
enum LineForm {
    /** {@code %16s-%-7d [%03d] flags time: name: arguments}: the kernel's default and {@code trace-cmd report}. */
    TASK_DASH_PID,
    /**
     * {@code %8.8s-%-7d %3dflags time: name: arguments}: the kernel's latency format and {@code trace-cmd report -l}.
     */
    LATENCY,
    /** {@code comm pid[/tid] [cpu] time: subsystem:name: arguments}: {@code perf script}. */
    PERF
}
