/** The price of the agent's start, in whole processes. */
package io.resil.benchmarks.start;
