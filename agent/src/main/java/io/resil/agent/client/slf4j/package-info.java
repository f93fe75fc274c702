/** The application's own SLF4J as a target of the agent's log lines. */
package io.resil.agent.client.slf4j;
