/**
 * {@code java.net.http.HttpClient}, Java 11 and later: {@code send} and {@code sendAsync}, and the places inside the
 * client where a call meets the wire. A call is found again there by its body handler, which goes with it from thread to
 * thread.
 */
package io.resil.agent.client.jdk;
