/** The internal token that hops to a service carry. */
package io.resil.agent.token;
