/**
 * Real PostgreSQL servers for tests: {@link dev.kizaki.engine.testing.PostgresServers} starts each
 * major once for a JVM and hands out databases. It knows the embedded server and nothing else of
 * the engine; other modules get it from this module's test jar.
 */
package dev.kizaki.engine.testing;
