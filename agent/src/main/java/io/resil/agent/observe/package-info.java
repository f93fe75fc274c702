/** The shadow run: what the policies would have done, worked out from what really happened. */
package io.resil.agent.observe;
