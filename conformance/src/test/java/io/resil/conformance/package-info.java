/** What a circuit breaker and retries must do, as scenarios, and who does it. */
@NullMarked
package io.resil.conformance;

import org.jspecify.annotations.NullMarked;
