package io.resil.agent.call;

/** What a service keeps for one origin of its calls, where it tells them apart. Thread-safe. */
public interface Place {

    /** {@code host:port}, for messages. */
    String origin();
}
