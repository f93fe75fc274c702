package io.resil.it;

/** A class of tests that take {@link Scene}s. */
interface Caller {

    /** The client that is put to the test. */
    Client client();
}
