/** Clients and one service of limited capacity in virtual time, to see whether an overload outlives its cause. */
package io.resil.simulation;
