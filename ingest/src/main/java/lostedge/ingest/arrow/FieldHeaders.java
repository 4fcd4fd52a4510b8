package lostedge.ingest.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/** Reads the fields and metadata of a schema header; the counterpart of what {@link IpcHeaders} builds. */
final class FieldHeaders {
    private FieldHeaders() {}

    static List<ArrowField> fields(Schema schema) {
        List<ArrowField> fields = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            Field field = schema.fields(i);
            DictionaryEncoding encoding = field.dictionary();
            ArrowField.Type type = encoding != null ? integer(encoding.indexType()) : type(field);
            long dictionary = encoding != null ? encoding.id() : ArrowField.PLAIN;
            fields.add(new ArrowField(field.name(), type, field.nullable(), dictionary, Map.of()));
        }
        return fields;
    }

    /** Puts the schema's metadata into the map, and returns how many entries there were. */
    static int readMetadata(Schema schema, Map<String, String> metadata) {
        int entries = schema.customMetadataLength();
        for (int i = 0; i < entries; i++) {
            KeyValue entry = schema.customMetadata(i);
            metadata.put(entry.key(), entry.value());
        }
        return entries;
    }

    private static ArrowField.Type type(Field field) {
        return switch (field.typeType()) {
            case Type.Int -> integer((Int) field.type(new Int()));
            case Type.FloatingPoint -> floating((FloatingPoint) field.type(new FloatingPoint()));
            case Type.Bool -> ArrowField.Type.BOOLEAN;
            case Type.Utf8 -> ArrowField.Type.UTF8;
            default -> throw new IllegalArgumentException("Arrow type " + Type.name(field.typeType()));
        };
    }

    private static ArrowField.Type floating(FloatingPoint type) {
        if (type.precision() != Precision.DOUBLE) {
            throw new IllegalArgumentException("Arrow float of precision " + type.precision());
        }
        return ArrowField.Type.FLOAT64;
    }

    private static ArrowField.Type integer(Int type) {
        if (!type.isSigned()) {
            throw new IllegalArgumentException("Arrow unsigned integer");
        }
        return switch (type.bitWidth()) {
            case 8 -> ArrowField.Type.INT8;
            case 16 -> ArrowField.Type.INT16;
            case 32 -> ArrowField.Type.INT32;
            case 64 -> ArrowField.Type.INT64;
            default -> throw new IllegalArgumentException("Arrow integer of " + type.bitWidth() + " bits");
        };
    }
}
