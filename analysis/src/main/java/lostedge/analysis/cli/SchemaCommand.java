package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.claim.output.ClaimTables;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.table.ResultTable;
import lostedge.analysis.table.ResultTables;
import lostedge.analysis.table.SummaryColumns;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableFormat;

/** {@code lostedge schema}: every table and column that is written. */
final class SchemaCommand extends Verb {
    SchemaCommand() {
        super("schema", "Print the tables it writes: every column with type, unit and meaning.");
    }

    @Override
    public Integer call() {
        PrintWriter out = out();
        if (json()) {
            out.println(JsonText.of(described()));
        } else {
            tables().forEach(table -> print(out, table.name(), table.description(), table.columns()));
            out.println("As CSV alone:");
            out.println();
            SummaryColumns.all()
                    .forEach(table -> print(
                            out,
                            table.schema().name(),
                            table.row(),
                            table.schema().columns()));
        }
        return Main.DONE;
    }

    private static List<ResultTable<?>> tables() {
        List<ResultTable<?>> tables = new ArrayList<>(ResultTables.all());
        tables.add(ClaimTables.CLAIMS);
        tables.add(ClaimTables.EVIDENCE);
        return tables;
    }

    private static void print(PrintWriter out, String name, String row, List<Column> columns) {
        out.println(name + ": a row is " + row);
        for (Column column : columns) {
            String unit = column.unit().isEmpty() ? "" : " " + column.unit();
            String missing = column.nullable() ? "; null: " + column.nullMeaning() : "";
            out.printf(
                    Locale.ROOT,
                    "  %-16s %-10s %s%s%n",
                    column.name(),
                    type(column) + unit,
                    column.description(),
                    missing);
        }
        out.println();
    }

    private static ObjectNode described() {
        ObjectNode json = JsonText.object();
        ArrayNode tables = json.putArray("tables");
        tables().forEach(
                        table -> add(tables, table.name(), table.description(), table.columns(), TableFormat.values()));
        SummaryColumns.all()
                .forEach(table -> add(
                        tables,
                        table.schema().name(),
                        table.row(),
                        table.schema().columns(),
                        TableFormat.CSV));
        return json;
    }

    private static void add(ArrayNode tables, String name, String row, List<Column> columns, TableFormat... formats) {
        ObjectNode table = tables.addObject();
        table.put("name", name);
        table.put("row", row);
        ArrayNode written = table.putArray("formats");
        for (TableFormat format : formats) {
            written.add(format.extension());
        }
        ArrayNode list = table.putArray("columns");
        for (Column column : columns) {
            list.addObject()
                    .put("name", column.name())
                    .put("type", type(column))
                    .put("unit", column.unit())
                    .put("description", column.description())
                    .put("nullable", column.nullable())
                    .put("null_meaning", column.nullMeaning());
        }
    }

    private static String type(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT);
    }
}
