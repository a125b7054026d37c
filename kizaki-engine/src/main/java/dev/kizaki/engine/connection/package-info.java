/** Connection strings, server addresses and the libpq parameters that PostgreSQL clients accept. */
package dev.kizaki.engine.connection;
