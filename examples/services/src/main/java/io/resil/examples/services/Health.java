package io.resil.examples.services;

/** How a service treats the requests that arrive from now on. Immutable. */
final class Health {

    static final Health OK = new Health("ok", false, 200, 0);

    /** Requests are accepted and read, and never answered. */
    static final Health HANGING = new Health("hang", true, 200, 0);

    final String name;
    final boolean hanging;
    final int status;
    final long delayMillis;

    private Health(String name, boolean hanging, int status, long delayMillis) {
        this.name = name;
        this.hanging = hanging;
        this.status = status;
        this.delayMillis = delayMillis;
    }

    static Health failing(int status) {
        return new Health("fail", false, status, 0);
    }

    static Health slow(long delayMillis) {
        return new Health("slow", false, 200, delayMillis);
    }
}
