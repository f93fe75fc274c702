package io.resil.agent.config;

import java.util.List;

/** A list. */
final class Sequence extends Value {

    final List<Value> items;

    Sequence(Place place, List<Value> items) {
        super(place);
        this.items = items;
    }

    @Override
    String shown() {
        return "[...]";
    }
}
