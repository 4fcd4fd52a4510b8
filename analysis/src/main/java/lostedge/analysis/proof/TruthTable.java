package lostedge.analysis.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Property;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;

/** Verdicts of every kernel of the series on every hardware, by the interrupt state of the callers. */
public final class TruthTable {
    /**
     * A kernel with the name it goes by.
     *
     * @param name as the table heads it
     * @param variant what it does
     */
    private record NamedKernel(String name, KernelVariant variant) {}

    private static final List<NamedKernel> KERNELS = List.of(
            new NamedKernel("stock", KernelVariant.STOCK),
            new NamedKernel("patch 1", KernelVariant.PATCH_1),
            new NamedKernel("patch 2", KernelVariant.PATCH_2),
            new NamedKernel("patch 2 + spin_lock", KernelVariant.PATCHES_1_AND_2.withLock(IpiLock.SPIN)),
            new NamedKernel("patches 1 + 2", KernelVariant.PATCHES_1_AND_2),
            new NamedKernel(
                    "patches 1 + 2, review", KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF)));

    /**
     * One cell.
     *
     * @param kernel the kernel's name
     * @param verdict what was found
     */
    public record Cell(String kernel, Verdict verdict) {
        /** {@return the hardware, as the command line spells it} */
        public String hardware() {
            return KernelWords.option(verdict.configuration().hardware());
        }

        /** {@return whether callers have interrupts on, off or both} */
        public String irqs() {
            return KernelWords.option(verdict.configuration().callers().irqs());
        }

        /** {@return what was found: "holds", "hangs" with the steps to it, or "?"} */
        public String words() {
            List<Step> path = verdict.counterexample();
            return switch (verdict.outcome()) {
                case HOLDS -> "holds";
                case VIOLATED -> path == null ? "hangs" : "hangs " + path.size();
                case INCOMPLETE -> "?";
            };
        }
    }

    private final List<Cell> cells = new ArrayList<>();

    /** Checks every cell by a checker of its own, whose time begins then. */
    public TruthTable(Supplier<Checker> checkers, int cpus, CallerRules callers, Property property) {
        for (NamedKernel kernel : KERNELS) {
            for (Hardware hardware : Hardware.values()) {
                for (Choice irqs : Choice.values()) {
                    Configuration configuration =
                            new Configuration(cpus, hardware, kernel.variant, callers.withIrqs(irqs));
                    cells.add(new Cell(kernel.name, checkers.get().check(configuration, property)));
                }
            }
        }
    }

    /** {@return the cells, kernel by kernel, hardware by hardware, callers by callers} */
    public List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** {@return the table: a row for each kernel, a column for each hardware and interrupt state of the callers} */
    public String text() {
        StringBuilder text = new StringBuilder(String.format("%-22s", ""));
        for (Hardware hardware : Hardware.values()) {
            text.append(String.format(" | %-24s", KernelWords.option(hardware)));
        }
        text.append(String.format("%n%-22s", "callers' interrupts"));
        for (int i = 0; i < Hardware.values().length; i++) {
            text.append(String.format(" | %-8s%-8s%-8s", "on", "off", "both"));
        }
        int perRow = Hardware.values().length * Choice.values().length;
        for (int i = 0; i < cells.size(); i++) {
            if (i % perRow == 0) {
                text.append(String.format("%n%-22s", cells.get(i).kernel));
            }
            if (i % Choice.values().length == 0) {
                text.append(" | ");
            }
            text.append(String.format("%-8s", cells.get(i).words()));
        }
        return text.append('\n').toString().replaceAll(" +\n", "\n");
    }
}
