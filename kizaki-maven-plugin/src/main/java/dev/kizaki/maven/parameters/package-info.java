/**
 * How the parameters of the goals are read: which server the connection parameters name, what the
 * pom says before Maven evaluates it, and values that must not be printed.
 */
package dev.kizaki.maven.parameters;
