package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JsonWriterTest {

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }

    @Test
    void escapesWhatJsonDoesNotAllowInAString() {
        assertEquals("\"a\\\"b\\\\c\\u000a\\u0000d/✓\"", quoted("a\"b\\c\n\0d/✓"));
    }

    @Test
    void escapesSurrogatesThatStandAlone() {
        assertEquals("\"\\ud83d\"", quoted("\ud83d"));
        assertEquals("\"\\ude00x\"", quoted("\ude00x"));
        assertEquals("\"😀\"", quoted("😀"));
    }

    @Test
    void writesNullForWhatIsNoNumber() {
        assertEquals(
                "[null,null,null,null,1.5,-2]",
                new JsonWriter()
                        .beginArray()
                        .value((String) null)
                        .value(Double.NaN)
                        .value(Double.POSITIVE_INFINITY)
                        .value(Double.NEGATIVE_INFINITY)
                        .value(1.5)
                        .value(-2L)
                        .endArray()
                        .toString());
    }

    @Test
    void putsCommasBetweenWhatIsNested() {
        assertEquals(
                "{\"a\":[],\"b\":[{},{\"c\":1}],\"d\":[\"x\",\"y\"]}",
                new JsonWriter()
                        .beginObject()
                        .key("a")
                        .beginArray()
                        .endArray()
                        .key("b")
                        .beginArray()
                        .beginObject()
                        .endObject()
                        .beginObject()
                        .key("c")
                        .value(1L)
                        .endObject()
                        .endArray()
                        .key("d")
                        .values(List.of("x", "y"))
                        .endObject()
                        .toString());
    }

    /** YAML 1.2 contains JSON, so its reader is one for JSON, as long as a text has no control characters beyond those. */
    @Property(tries = 300)
    void anyTextReadsBackAsItWas(@ForAll String text) {
        String printable = text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Cn}\\uFEFF\\uFFFE\\uFFFF]", "");
        Object read = new Load(LoadSettings.builder().build()).loadFromString("[" + quoted(printable) + "]");
        assertEquals(List.of(printable), read);
    }
}
