/** Counters and latencies, fed by what happens to calls; never inside a policy. */
package io.resil.agent.stats;
