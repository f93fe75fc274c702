package io.resil.it;

import java.util.List;
import java.util.Set;

/**
 * What a client is and does of itself, where the contract has to know.
 *
 * @param kind as the driven application knows it
 * @param since the oldest Java it runs on
 * @param libraries folders of target/clients
 * @param refused what it throws when a connection is refused
 * @param timedOut what it throws when no answer comes in time
 * @param connectTimedOut what it throws when connecting takes too long
 * @param interrupted what it throws when its thread is interrupted
 * @param cancelled what it throws when the call is cancelled
 * @param abilities what it can do at all
 */
record Client(
        String kind,
        int since,
        List<String> libraries,
        String refused,
        String timedOut,
        String connectTimedOut,
        String interrupted,
        String cancelled,
        Set<Ability> abilities) {

    enum Ability {
        FOLLOWS_REDIRECTS,
        FOLLOWS_307_WITH_A_BODY,
        HAS_A_POOL_TO_ASK,
        GOES_THROUGH_PROXIES,
        /** Interrupting its caller ends the call. */
        CAN_BE_INTERRUPTED,
        CAN_BE_CANCELLED,
        /** Wraps failures, as futures do. */
        WRAPS,
        /** Sends a request again of itself when the connection was closed unanswered. */
        REPLAYS,
        /** Wraps what went wrong in an exception of its own that says nothing. */
        HIDES_CAUSES,
        LEAVES_REQUESTS_ALONE,
        /** Goes on to the answer when an informational one came first unasked. */
        SEES_PAST_INFORMATION,
        SPEAKS_HTTP2
    }

    boolean can(Ability ability) {
        return abilities.contains(ability);
    }
}
