/** Puts the agent together at start. */
package io.resil.agent;
