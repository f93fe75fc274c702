/** The vocabulary of a governed call: the call, its attempts, how they end, the policies it passes. */
package io.resil.agent.call;
