package io.resil.conformance;

/**
 * What came of a scenario.
 *
 * @param why empty for a pass
 */
record Outcome(Kind kind, String why) {

    enum Kind {
        PASS("pass"),
        FAIL("**fails**"),
        NOT_APPLICABLE("n/a");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }
}
