/**
 * Real PostgreSQL servers for tests. {@link dev.kizaki.engine.testing.PostgresServers} starts each
 * major version once in a JVM and creates databases on it. Of the engine it uses only the embedded
 * server. Other modules get this package from the test jar of this module.
 */
package dev.kizaki.engine.testing;
