/**
 * Real PostgreSQL servers for tests: {@link dev.kizaki.engine.testing.PostgresServers} starts each
 * major version once per JVM and provides databases. The package depends on the embedded server and
 * on nothing else of the engine; other modules get it from this module's test jar.
 */
package dev.kizaki.engine.testing;
