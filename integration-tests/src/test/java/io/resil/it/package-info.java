/** Real JVMs with the agent, against servers that fail as told. */
package io.resil.it;
