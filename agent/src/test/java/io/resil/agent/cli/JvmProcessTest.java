package io.resil.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmProcessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                               | ''
            com.example.Main                 | com.example.Main
            com.example.Main /data/x.jar y   | com.example.Main
            app.jar --port 80                | app.jar
            /opt/my app/app.jar              | /opt/my app/app.jar
            /opt/my app/app.jar x.jar        | /opt/my app/app.jar
            C:\\my app\\app.jar x            | C:\\my app\\app.jar
            module/com.example.Main x        | module/com.example.Main
            """)
    void mainIsWhatStandsBeforeTheArguments(String command, String main) {
        assertEquals(main, new JvmProcess("1", command).main);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.Main, Main, true",
        "a.b.Main, ain, false",
        "/x/a.jar, a, true",
        "/x/b.a.jar, a, false",
        "m/a.Main, Main, true"
    })
    void isNamedInShortOrInFull(String command, String name, boolean expected) {
        assertEquals(expected, new JvmProcess("1", command).isNamed(name));
    }
}
