/** A limit on the calls of a service that are in flight at once. */
package io.resil.agent.bulkhead;
