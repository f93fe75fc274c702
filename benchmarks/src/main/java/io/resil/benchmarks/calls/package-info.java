/** The price of a decision: calls that go nowhere, through our policies and those of other libraries. */
package io.resil.benchmarks.calls;
