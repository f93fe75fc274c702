package io.resil.simulation;

/**
 * What goes wrong for a while, and then is right again.
 *
 * @param name for readers
 * @param seconds how long
 * @param size of a drop, the share of the workers that stays; of a spike, the factor of the arrivals
 */
record Trigger(String name, Kind kind, int seconds, double size) {

    enum Kind {
        /** Fewer workers, or none. */
        DROP,
        /** The process is down, then starts empty. */
        CRASH,
        /** More calls. */
        SPIKE
    }

    static Trigger stop(int seconds) {
        return new Trigger("service stands still for " + seconds + " s", Kind.DROP, seconds, 0);
    }

    static Trigger halfCapacity(int seconds) {
        return new Trigger("half of its workers for " + seconds + " s", Kind.DROP, seconds, 0.5);
    }

    static Trigger crash(int seconds) {
        return new Trigger("service down for " + seconds + " s", Kind.CRASH, seconds, 0);
    }

    static Trigger spike(int seconds) {
        return new Trigger("twice the calls for " + seconds + " s", Kind.SPIKE, seconds, 2);
    }

    void begin(Server server, Arrivals arrivals) {
        switch (kind) {
            case DROP -> server.setCapacity(size);
            case CRASH -> server.crash();
            case SPIKE -> arrivals.setFactor(size);
        }
    }

    void end(Server server, Arrivals arrivals) {
        switch (kind) {
            case DROP -> server.setCapacity(1);
            case CRASH -> server.restart();
            case SPIKE -> arrivals.setFactor(1);
        }
    }
}
