package lostedge.analysis.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** Something to be left behind on disk, written apart from all other products. */
@FunctionalInterface
public interface Product {
    /** Writes it. */
    void write() throws IOException;

    /** Writes all of them, several at a time. */
    static void writeAll(Collection<? extends Product> products) throws IOException {
        try {
            products.parallelStream().forEach(product -> {
                try {
                    product.write();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
