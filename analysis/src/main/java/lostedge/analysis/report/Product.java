package lostedge.analysis.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** A file or several that a command leaves behind. No product needs another, so that several are written at a time. */
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
