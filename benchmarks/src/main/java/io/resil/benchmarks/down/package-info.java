/** What becomes of an application while a service that it needs hangs. */
package io.resil.benchmarks.down;
