/** What a call costs as services, origins and calls in flight grow. */
package io.resil.benchmarks.scale;
