package io.resil.examples.demo;

/**
 * One question of a user and what came of it.
 *
 * @param phase the phase in which it was asked
 * @param asked when, nanoseconds on the monotonic clock
 * @param ended when it was answered, or given up
 */
record Chat(Phase phase, long asked, long ended, Answer answer) {

    enum Answer {
        /** With Chroma's context. */
        COMPLETE,
        /** With what the backend found in its manual. */
        FROM_MANUAL,
        /** An error status. */
        ERROR,
        /** None while the user waited. */
        NONE
    }

    static Answer answerOf(int status, String body) {
        if (status != 200) {
            return Answer.ERROR;
        }
        return body.contains("\"source\":\"chroma\"") ? Answer.COMPLETE : Answer.FROM_MANUAL;
    }

    boolean isAnswered() {
        return answer != Answer.NONE;
    }

    long nanos() {
        return ended - asked;
    }
}
