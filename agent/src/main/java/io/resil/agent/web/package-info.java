/** The status page: snapshots over HTTP, read-only. Nothing of it is loaded unless {@code status:} is configured. */
package io.resil.agent.web;
