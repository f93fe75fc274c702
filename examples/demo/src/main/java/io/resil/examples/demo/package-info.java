/** What {@code ./demo} runs: one backend without and with the agent, under the same traffic and the same outages. */
package io.resil.examples.demo;
