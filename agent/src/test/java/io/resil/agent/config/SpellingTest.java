package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class SpellingTest {

    @Property
    void measuresTheSameInBothDirectionsAndNothingBetweenEquals(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        assertEquals(Spelling.distance(a, b), Spelling.distance(b, a));
        assertEquals(a.equals(b), Spelling.distance(a, b) == 0);
    }

    @Example
    void countsWhatMustBeChanged() {
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(4, Spelling.distance("", "four"));
    }

    @Example
    void findsTheNearest() {
        assertEquals("backoff", Spelling.nearest("back_off", List.of("max-backoff", "backoff")));
        assertEquals("url", Spelling.nearest("urk", List.of("urls", "url")));
        assertNull(Spelling.nearest("colour", List.of("url", "mode")));
    }
}
