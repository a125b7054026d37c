/**
 * What the files of a project say: schema, committed history, latest migration, and the cache of
 * unchanged inputs.
 */
package dev.kizaki.engine.project;
