/** What many threads do to the policies at once, against what one thread would see in some order. */
@NullMarked
package io.resil.conformance.concurrency;

import org.jspecify.annotations.NullMarked;
