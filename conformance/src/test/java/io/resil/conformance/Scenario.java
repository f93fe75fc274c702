package io.resil.conformance;

/**
 * Something that happens to breakers and retries, and what is right then.
 *
 * @param id short, for remarks
 * @param rule what is right, as the page has it
 */
record Scenario(String id, String rule, Story story) {

    /** Plays it; throws {@link Failed} or {@link Missing}. */
    interface Story {
        void play(Subject subject) throws Exception;
    }

    Outcome playedBy(Subject subject) {
        String lack = subject.lacks().get(id);
        if (lack != null) {
            return new Outcome(Outcome.Kind.NOT_APPLICABLE, lack);
        }
        try {
            story.play(subject);
            return new Outcome(Outcome.Kind.PASS, "");
        } catch (Missing missing) {
            return new Outcome(Outcome.Kind.NOT_APPLICABLE, missing.getMessage());
        } catch (Failed failed) {
            return new Outcome(Outcome.Kind.FAIL, failed.getMessage());
        } catch (Exception broken) {
            throw new IllegalStateException(subject.name() + " could not play: " + rule, broken);
        }
    }
}
