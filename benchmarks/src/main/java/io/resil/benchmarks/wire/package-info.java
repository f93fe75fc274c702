/** The price of a call over the wire, between two processes. */
package io.resil.benchmarks.wire;
