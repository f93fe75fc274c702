/** Apache HttpClient 5, classic: the funnel of every call, and the places on its way where it meets the wire. */
package io.resil.agent.client.apache5;
