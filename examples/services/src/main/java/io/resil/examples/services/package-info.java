/** The services behind the example backend, with a way to make them ill. */
package io.resil.examples.services;
