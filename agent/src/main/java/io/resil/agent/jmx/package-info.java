/** The agent and its breakers as MBeans, registered when the application has started its own. */
package io.resil.agent.jmx;
