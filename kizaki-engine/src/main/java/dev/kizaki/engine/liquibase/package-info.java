/**
 * Writes change sets with the classes of Liquibase. This is the only package that uses them. A
 * class loader of its own loads it together with Liquibase, and only if a changelog has to be
 * written. Therefore other packages refer to its classes only by name, as text ({@link
 * dev.kizaki.engine.changelogs.LiquibaseLoader}).
 */
package dev.kizaki.engine.liquibase;
