/** The seam between woven code and the agent. Lives in the boot loader, so it names JDK types only. */
package io.resil.bootstrap;
