/** Answers made here for calls that failed for good: configured ones, and the last good ones of the service. */
package io.resil.agent.fallback;
