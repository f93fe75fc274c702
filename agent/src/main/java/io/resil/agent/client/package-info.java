/** Which clients are woven and where, and the loaders of their adapters. */
package io.resil.agent.client;
