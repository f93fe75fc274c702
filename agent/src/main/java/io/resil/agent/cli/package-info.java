/** The command line: {@code java -jar resil-agent.jar}. Nothing of it is loaded where the agent starts. */
package io.resil.agent.cli;
