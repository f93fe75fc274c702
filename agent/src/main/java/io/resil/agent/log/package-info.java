/** Log lines: for the application's own logging when it has one, else for stderr or a file. */
package io.resil.agent.log;
