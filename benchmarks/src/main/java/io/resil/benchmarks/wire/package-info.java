/** The price of a governed call over a real connection, between two processes. */
package io.resil.benchmarks.wire;
