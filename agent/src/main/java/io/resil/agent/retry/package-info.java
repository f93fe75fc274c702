/** Retries with exponential backoff and jitter, and the rules for what may be sent again. */
package io.resil.agent.retry;
