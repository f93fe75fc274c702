/** The driven application: an ordinary program with HTTP clients that does what its standard input says. */
package io.resil.it.app;
