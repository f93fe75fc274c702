package io.resil.agent.bulkhead;

import io.resil.agent.breaker.TraceLimit;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Places;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.api.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls of a service be in flight at once, their retries and the waits between them included, and rejects one
 * more without a wait. A call is in flight until the application has its outcome, the head of the response; what it then
 * reads of the body is its own affair.
 *
 * <p>Thread-safe, without locks. What it lets in comes out by {@link #exit} or {@link #abandoned}, once and by one of
 * them, which the chain sees to.
 */
public final class Bulkhead implements Policy {

    /** What a rejection has in the place of a state of the breaker, which was not asked. */
    public static final String FULL = "BULKHEAD_FULL";

    private static final int TRACES_PER_SECOND = 10;

    private final String id;
    private final String message;
    private final Ticker ticker;
    private final TraceLimit traces;
    private final Places places;

    /**
     * @param places calls in flight at once; 1 or more
     * @param id of the service
     * @param name of the service in messages
     */
    public Bulkhead(int places, String id, String name, Ticker ticker) {
        this(places, id, name, ticker, null);
    }

    /** @param before of the same service, whose calls in flight count here too; null for none */
    public Bulkhead(int places, String id, String name, Ticker ticker, @Nullable Bulkhead before) {
        this.places = before == null ? new Places(places) : before.places.resized(places);
        this.id = id;
        this.message = name + " is unavailable: bulkhead full, " + places + " of " + places + " calls in flight";
        this.ticker = ticker;
        this.traces = new TraceLimit(TRACES_PER_SECOND, ticker.nanos());
    }

    @Override
    public Step enter(HttpCall call) {
        if (places.tryTake()) {
            return Step.INWARD;
        }
        boolean withTrace = traces.tryTake(ticker.nanos());
        call.attempt().end(Ending.REJECTED, new ServiceUnavailableException(id, FULL, -1, message, withTrace));
        return Step.OUTWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        places.giveBack();
        return Step.OUTWARD;
    }

    @Override
    public void abandoned(HttpCall call) {
        places.giveBack();
    }

    /** Calls in flight now. */
    int taken() {
        return places.taken();
    }

    @Override
    public String toString() {
        return "max-concurrent";
    }
}
