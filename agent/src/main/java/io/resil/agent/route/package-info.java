/** Which service governs a URL, and in which order its policies stand. */
package io.resil.agent.route;
