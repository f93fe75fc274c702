package io.resil.agent.config;

/** Something that was written in the file or set by an override. Immutable once it was read. */
abstract class Value {

    final Place place;

    Value(Place place) {
        this.place = place;
    }

    /** How a message shows it: short, on one line, without secrets. */
    abstract String shown();
}
