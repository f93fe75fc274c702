/** Counts the calls that no service governs, host by host, and suggests a configuration for them. */
package io.resil.agent.discover;
