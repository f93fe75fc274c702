/** What the benchmarks share: where results go, and how they are shown. */
package io.resil.benchmarks;
