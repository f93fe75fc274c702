/** Whether a run is as good as the one that was kept, told by ratios: they say on any machine what milliseconds do not. */
package io.resil.benchmarks.guard;
