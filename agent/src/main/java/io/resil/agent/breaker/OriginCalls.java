package io.resil.agent.breaker;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Place;
import io.resil.agent.call.WouldHave;

/** Gives each call the place of its origin from its start to its end, and tells who watches that origin. Thread-safe. */
final class OriginCalls implements CallListener {

    private final OriginPlaces places;

    OriginCalls(OriginPlaces places) {
        this.places = places;
    }

    @Override
    public void callStarted(HttpCall call) {
        OriginBreaker place = places.enter(call.origin(), call.startedAt());
        call.setPlace(place);
        place.watch.callStarted(call);
    }

    @Override
    public void callEnded(HttpCall call) {
        Place place = call.place();
        if (place instanceof OriginBreaker) {
            OriginBreaker left = (OriginBreaker) place;
            left.watch.callEnded(call);
            call.setPlace(null); // a fault of ours may end a call twice
            left.leave();
        }
    }

    @Override
    public void attemptStarted(HttpCall call, Attempt attempt) {
        watch(call).attemptStarted(call, attempt);
    }

    @Override
    public void attemptEnded(HttpCall call, Attempt attempt) {
        watch(call).attemptEnded(call, attempt);
    }

    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        watch(call).retrying(call, failed, waitNanos);
    }

    @Override
    public void retryDenied(HttpCall call, Attempt failed, String limit) {
        watch(call).retryDenied(call, failed, limit);
    }

    @Override
    public void rejected(HttpCall call, Attempt attempt) {
        watch(call).rejected(call, attempt);
    }

    @Override
    public void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {
        watch(call).observed(call, attempt, been, threadNanos);
    }

    private CallListener watch(HttpCall call) {
        Place place = call.place();
        return (place instanceof OriginBreaker ? (OriginBreaker) place : places.rest()).watch;
    }
}
