package lostedge.analysis.html;

import java.util.ArrayList;
import java.util.List;

/**
 * The sections of a page as they are written: those that have something to show, for the list of contents, and those
 * that have not, with the reason, for one section at the end instead of many empty ones.
 */
public final class Contents {
    private record Entry(String id, String name) {}

    private record Absence(String what, String why) {}

    private final Html html;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();

    /** No section yet of a page whose sections go into this text. */
    public Contents(Html html) {
        this.html = html;
    }

    /**
     * Opens a section, which {@code </section>} ends.
     *
     * @param id its anchor
     * @param name what it is called in the list of contents
     */
    public Html section(String id, String name, String heading) {
        entries.add(new Entry(id, name));
        return html.section(id, heading);
    }

    /** Notes that there is nothing to show of something. */
    public void nothing(String what, String why) {
        absences.add(new Absence(what, why));
    }

    /** Writes what is missing, if anything is. */
    public void writeAbsences() {
        if (absences.isEmpty()) {
            return;
        }
        section("absent", "Not shown", "What these recordings do not show").raw("<dl>\n");
        absences.forEach(
                one -> html.element("dt", one.what()).element("dd", one.why()).raw("\n"));
        html.raw("</dl>\n</section>\n");
    }

    /** {@return the sections} */
    Html sections() {
        return html;
    }

    /** {@return the list of the sections opened so far, each a link} */
    Html list() {
        Html list = new Html().raw("<nav aria-label=\"Contents\"><ol>");
        for (Entry entry : entries) {
            list.raw("<li><a href=\"#" + entry.id() + "\">").text(entry.name()).raw("</a></li>");
        }
        return list.raw("</ol></nav>\n");
    }
}
