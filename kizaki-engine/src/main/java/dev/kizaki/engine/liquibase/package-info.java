/**
 * The only place that knows Liquibase's types. Its classes are loaded together with Liquibase, by a
 * class loader of their own, and only where a changelog is to be written: nothing outside names
 * them but as a text.
 */
package dev.kizaki.engine.liquibase;
