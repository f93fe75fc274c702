package io.resil.it;

/** A class of tests that take {@link Scene}s. */
interface Caller {

    Client client();
}
