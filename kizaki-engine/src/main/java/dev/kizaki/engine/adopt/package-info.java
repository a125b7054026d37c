/**
 * A schema in Inspire for the tables of a database that exists. Start with {@link
 * dev.kizaki.engine.adopt.SchemaAdoption}. The package is pure: it takes the catalog as values.
 *
 * <p>A table is managed whole or not at all. What is written for it must lead to exactly the
 * objects that were found; otherwise the table stays unmanaged, with the reason.
 */
package dev.kizaki.engine.adopt;
