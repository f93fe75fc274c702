package io.resil.agent.call;

/**
 * How long parts of an attempt took. Only those attempts have it that send a body or are observed, as most do neither. May
 * be told and asked by any thread.
 */
final class PhaseTimes {

    /** Of all other attempts. Only asked, and told of the end of an upload, as none has begun. */
    static final PhaseTimes NONE = new PhaseTimes();

    private volatile boolean uploading;
    private volatile long uploadingSince;
    private volatile long uploadNanos;
    /** Both nanoseconds since the start, more than 0; 0 where nobody timed it. */
    private volatile long writingAfter;

    private volatile long headAfter;

    void uploadBegins(long now) {
        uploadingSince = now;
        uploading = true;
    }

    /** In this order, so that a timer that looks meanwhile sees too much time spent on uploading, never too little. */
    void uploadEnds(long now) {
        if (uploading) {
            long before = uploadNanos;
            uploadNanos = before + (now - uploadingSince);
            uploading = false;
        }
    }

    boolean isUploading() {
        return uploading;
    }

    long uploadNanos(long now) {
        return uploading ? uploadNanos + (now - uploadingSince) : uploadNanos;
    }

    /** Only the first time counts. */
    void writingBegins(long afterNanos) {
        if (writingAfter == 0) {
            writingAfter = Math.max(1, afterNanos);
        }
    }

    /** @param untimed what to say where nobody timed it */
    long writingAfter(long untimed) {
        return writingAfter > 0 ? writingAfter : untimed;
    }

    void headThere(long afterNanos) {
        headAfter = Math.max(1, afterNanos);
    }

    /** @param untimed what to say where nobody timed it */
    long headAfter(long untimed) {
        return headAfter > 0 ? headAfter : untimed;
    }
}
