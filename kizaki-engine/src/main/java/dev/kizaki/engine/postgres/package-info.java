/**
 * Plans to SQL: the only package in which DDL is written and names are quoted. Start with {@link
 * dev.kizaki.engine.postgres.PostgresGenerator}, which has a line for each statement. No
 * connection, no file, no clock.
 */
package dev.kizaki.engine.postgres;
