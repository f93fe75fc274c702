package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {

    private final HostCheck hosts = new HostCheck(List.of("Backend-7.internal"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:9901",
                "10.1.2.3:9901",
                "[::1]",
                "[::1]:9901",
                "[2001:db8::7]:80",
                "localhost",
                "LOCALHOST:9901",
                "localhost.",
                "backend-7.internal:9901"
            })
    void whatCannotBeTheNameOfAnotherSiteIsAllowed(String header) {
        assertTrue(hosts.allows(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:9901",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.5",
                "1234.0.0.1",
                "a.0.0.1",
                "127.0.0.evil",
                "evil.example:[::1]",
                "[::1].evil.example",
                "backend-8.internal"
            })
    void namesOfOthersAreNot(String header) {
        assertFalse(hosts.allows(header));
    }

    @Test
    void whoSendsNoneIsNoBrowser() {
        assertTrue(hosts.allows(null));
    }
}
