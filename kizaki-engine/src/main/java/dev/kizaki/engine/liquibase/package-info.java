/**
 * Writes changelogs with Liquibase; no other package uses Liquibase's types. A separate class
 * loader loads these classes together with Liquibase, and only if a changelog has to be written. So
 * other packages refer to them only by name, as a string.
 */
package dev.kizaki.engine.liquibase;
