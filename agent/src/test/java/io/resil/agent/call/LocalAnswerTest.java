package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAnswerTest {

    @Test
    void saysHowLongItIs() {
        LocalAnswer answer = new LocalAnswer(200, List.of(new HeaderField("A", "b")), new byte[7]);
        assertEquals("[A: b, Content-Length: 7]", answer.fields().toString());
        assertEquals(7, answer.body("GET").length);
    }

    @Test
    void hasNoBodyForHeadButSaysHowLongItWouldBe() {
        LocalAnswer answer = new LocalAnswer(200, List.of(), new byte[7]);
        assertEquals(0, answer.body("HEAD").length);
        assertFalse(answer.hasBody("HEAD"));
        assertEquals("[Content-Length: 7]", answer.fields().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void hasNeitherBodyNorLengthWhereTheStatusAllowsNone(int status) {
        LocalAnswer answer = new LocalAnswer(status, List.of(), new byte[0]);
        assertFalse(answer.hasBody("GET"));
        assertEquals(List.of(), answer.fields());
        assertThrows(IllegalArgumentException.class, () -> new LocalAnswer(status, List.of(), new byte[1]));
    }
}
