package lostedge.ingest.ctf.metadata;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type names known inside one pair of braces, and through it those around it. */
final class TypeScope {
    private final @Nullable TypeScope outer;
    private final Map<String, FieldType> types = new HashMap<>();

    TypeScope(@Nullable TypeScope outer) {
        this.outer = outer;
    }

    /** Names a type; {@code struct x}, {@code variant x} and {@code enum x} are names as well. */
    void define(String name, FieldType type) {
        types.put(name, type);
    }

    /** {@return the type of a name, or null if there is none} */
    @Nullable
    FieldType find(String name) {
        for (TypeScope scope = this; scope != null; scope = scope.outer) {
            FieldType type = scope.types.get(name);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** {@return how many braces it is inside} */
    int depth() {
        int depth = 0;
        for (TypeScope scope = outer; scope != null; scope = scope.outer) {
            depth++;
        }
        return depth;
    }
}
