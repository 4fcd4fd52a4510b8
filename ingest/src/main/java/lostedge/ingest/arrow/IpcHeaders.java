package lostedge.ingest.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The flatbuffer headers of an Arrow IPC file, built with Arrow's generated classes ({@code Message.fbs},
 * {@code File.fbs}).
 */
final class IpcHeaders {
    private IpcHeaders() {}

    /**
     * Where a batch stands.
     *
     * @param offset of its message from the start of the file
     * @param headerLength of the message up to its body, padding included
     * @param bodyLength of its body
     */
    record Place(long offset, int headerLength, long bodyLength) {}

    static ByteBuffer schema(List<ArrowField> fields, Map<String, String> metadata) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return message(builder, MessageHeader.Schema, schema(builder, fields, metadata), 0);
    }

    static ByteBuffer recordBatch(BatchBody body) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        return message(
                builder,
                MessageHeader.RecordBatch,
                recordBatch(builder, body),
                body.bytes().remaining());
    }

    static ByteBuffer dictionaryBatch(long id, BatchBody body) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int data = recordBatch(builder, body);
        int batch = DictionaryBatch.createDictionaryBatch(builder, id, data, false);
        return message(
                builder, MessageHeader.DictionaryBatch, batch, body.bytes().remaining());
    }

    static ByteBuffer footer(
            List<ArrowField> fields, Map<String, String> metadata, List<Place> dictionaries, List<Place> batches) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder, fields, metadata);
        Footer.startDictionariesVector(builder, dictionaries.size());
        int dictionaryPlaces = places(builder, dictionaries);
        Footer.startRecordBatchesVector(builder, batches.size());
        int batchPlaces = places(builder, batches);
        builder.finish(Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaryPlaces, batchPlaces, 0));
        return builder.dataBuffer();
    }

    private static ByteBuffer message(FlatBufferBuilder builder, byte type, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, type, header, bodyLength, 0));
        return builder.dataBuffer();
    }

    private static int places(FlatBufferBuilder builder, List<Place> places) {
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            Block.createBlock(builder, place.offset, place.headerLength, place.bodyLength);
        }
        return builder.endVector();
    }

    private static int recordBatch(FlatBufferBuilder builder, BatchBody body) {
        List<long[]> nodes = body.nodes();
        RecordBatch.startNodesVector(builder, nodes.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, nodes.get(i)[0], nodes.get(i)[1]);
        }
        int nodeVector = builder.endVector();
        List<long[]> buffers = body.buffers();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, buffers.get(i)[0], buffers.get(i)[1]);
        }
        int bufferVector = builder.endVector();
        int compression = body.isCompressed()
                ? BodyCompression.createBodyCompression(builder, CompressionType.ZSTD, BodyCompressionMethod.BUFFER)
                : 0;
        long rows = nodes.isEmpty() ? 0 : nodes.get(0)[0];
        return RecordBatch.createRecordBatch(builder, rows, nodeVector, bufferVector, compression, 0);
    }

    private static int schema(FlatBufferBuilder builder, List<ArrowField> fields, Map<String, String> metadata) {
        int fieldVector = Schema.createFieldsVector(
                builder, fields.stream().mapToInt(each -> field(builder, each)).toArray());
        int keyValues = Schema.createCustomMetadataVector(builder, keyValues(builder, metadata));
        return Schema.createSchema(builder, Endianness.Little, fieldVector, keyValues, 0);
    }

    private static int field(FlatBufferBuilder builder, ArrowField field) {
        int name = builder.createString(field.name());
        boolean encoded = field.dictionary() != ArrowField.PLAIN;
        int dictionary = encoded
                ? DictionaryEncoding.createDictionaryEncoding(
                        builder, field.dictionary(), type(builder, field.type()), false, DictionaryKind.DenseArray)
                : 0;
        ArrowField.Type logical = encoded ? ArrowField.Type.UTF8 : field.type();
        int type = type(builder, logical);
        int children = Field.createChildrenVector(builder, new int[0]);
        int metadata = Field.createCustomMetadataVector(builder, keyValues(builder, field.metadata()));
        return Field.createField(
                builder, name, field.nullable(), typeCode(logical), type, dictionary, children, metadata);
    }

    private static int type(FlatBufferBuilder builder, ArrowField.Type type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64 -> Int.createInt(builder, 8 * type.bytes(), true);
            case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case BOOLEAN -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
            case UTF8 -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
        };
    }

    private static byte typeCode(ArrowField.Type type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64 -> Type.Int;
            case FLOAT64 -> Type.FloatingPoint;
            case BOOLEAN -> Type.Bool;
            case UTF8 -> Type.Utf8;
        };
    }

    private static int[] keyValues(FlatBufferBuilder builder, Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .mapToInt(entry -> KeyValue.createKeyValue(
                        builder, builder.createString(entry.getKey()), builder.createString(entry.getValue())))
                .toArray();
    }
}
