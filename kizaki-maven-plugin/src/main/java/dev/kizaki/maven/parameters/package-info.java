/**
 * Reads the parameters of the goals: the server that the connection parameters name, the content of
 * the pom before Maven evaluates it, and values that must never be printed.
 */
package dev.kizaki.maven.parameters;
