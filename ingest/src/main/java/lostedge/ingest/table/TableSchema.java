package lostedge.ingest.table;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table holds.
 *
 * @param name the table's name, such as "stalls"
 * @param columns its columns, in order, with distinct names
 * @param metadata what is true of the whole table, such as the clock of its times; written in the order of the map
 */
public record TableSchema(String name, List<Column> columns, Map<String, String> metadata) {

    /** Checks that the columns' names are distinct. */
    public TableSchema {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns named " + column.name() + " in table " + name);
            }
        }
        columns = List.copyOf(columns);
    }
}
