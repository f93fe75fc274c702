/** The only package that knows bytecode. */
package io.resil.agent.weave;
