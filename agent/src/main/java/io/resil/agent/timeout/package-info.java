/** Time limits of an attempt and of a whole call, and the one timer thread behind them. */
package io.resil.agent.timeout;
