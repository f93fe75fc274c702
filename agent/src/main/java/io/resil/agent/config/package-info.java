/** The configuration: read whole, checked whole, immutable. */
package io.resil.agent.config;
