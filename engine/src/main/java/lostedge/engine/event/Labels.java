package lostedge.engine.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Interned names of one recording: every distinct text has one id, counted from 0 in order of first appearance.
 *
 * <p>The texts come from recordings and are hostile: escape them wherever they are shown. The number of texts is
 * bounded so that memory stays bounded; texts beyond the bounds share the id of {@link #OVERFLOW_TEXT}.
 */
public final class Labels {
    /** The id that means "no text". */
    public static final int NONE = -1;
    /** Most texts that are kept apart. */
    public static final int MAX_TEXTS = 1 << 20;
    /** Most characters of all texts together. */
    public static final int MAX_CHARACTERS = 1 << 25;
    /** The text that stands for all texts beyond {@link #MAX_TEXTS} or {@link #MAX_CHARACTERS}. */
    public static final String OVERFLOW_TEXT = "(too many names)";

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private long characters;
    private long overflows;

    /** {@return the id of a text, interned if new} */
    public int intern(String text) {
        Integer known = ids.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() >= MAX_TEXTS || characters + text.length() > MAX_CHARACTERS) {
            overflows++;
            Integer overflow = ids.get(OVERFLOW_TEXT);
            return overflow != null ? overflow : add(OVERFLOW_TEXT);
        }
        return add(text);
    }

    private int add(String text) {
        int id = texts.size();
        characters += text.length();
        texts.add(text);
        ids.put(text, id);
        return id;
    }

    /** {@return the text of an id, or the empty text for {@link #NONE}} */
    public String text(int id) {
        return id == NONE ? "" : texts.get(id);
    }

    /** {@return how many distinct texts there are; ids are 0 to size - 1} */
    public int size() {
        return texts.size();
    }

    /** {@return how many times a text was not kept because there were too many} */
    public long overflows() {
        return overflows;
    }
}
