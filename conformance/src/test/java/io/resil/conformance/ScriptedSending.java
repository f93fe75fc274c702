package io.resil.conformance;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Step;
import java.io.IOException;

/** What an adapter of the agent does for its client: sends a script, and says how that ended. */
final class ScriptedSending {

    private ScriptedSending() {}

    static Step send(Script script, Attempt attempt) {
        try {
            int status = script.send();
            attempt.markRequestWritten(false);
            attempt.markHeadAccepted();
            attempt.answered(status, -1, true);
        } catch (IOException refused) {
            attempt.end(Ending.NEVER_SENT, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            attempt.end(Ending.CANCELLED, interrupted);
        }
        return Step.OUTWARD;
    }
}
