/** What the JVM calls. As little as possible: it hands over to the isolated loader. */
package io.resil.agent.launch;
