package io.resil.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of invariants names tests that exist. */
class InvariantsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "invariants.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

    private final Map<String, String> sources = new HashMap<>();

    private void read(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString();
                sources.merge(name.substring(0, name.indexOf('.')), Files.readString(file), String::concat);
            }
        }
    }

    @Test
    void everyNameOnThePageExists() throws IOException {
        for (String module : List.of("agent", "conformance", "integration-tests")) {
            read(module);
        }
        List<MatchResult> names = NAME.matcher(Files.readString(PAGE)).results().toList();
        assertFalse(names.isEmpty());
        List<String> unknown = names.stream()
                .filter(name -> !isTest(name.group(1), name.group(2)))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), unknown);
    }

    private boolean isTest(String type, String method) {
        String source = sources.getOrDefault(type, "");
        return Pattern.compile("(?m)^    (public )?[\\w<>]+ " + method + "\\(")
                .matcher(source)
                .find();
    }
}
