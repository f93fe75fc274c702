package io.resil.conformance;

/** The subject has no notion of what a scenario is about. */
final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param why for a footnote */
    Missing(String why) {
        super(why);
    }
}
