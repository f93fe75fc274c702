/**
 * What applications and operators may compile against. Lives in the boot loader where an agent is at work; where none is, it
 * does as a library on the class path, and {@link io.resil.api.Resil#status()} says that there is none.
 *
 * <pre>{@code
 * AgentStatus agent = Resil.status();
 * if (!agent.isActive()) {
 *     log.warn("calls are not governed: {}", agent.getReason());
 * }
 * boolean billingIsDown = agent.getService("billing").map(ServiceStatus::isRejecting).orElse(false);
 * }</pre>
 */
package io.resil.api;
