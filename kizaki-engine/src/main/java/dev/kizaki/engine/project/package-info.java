/**
 * Reads the files of a project: schema, committed history and latest migration. Also caches the
 * output for unchanged files.
 */
package dev.kizaki.engine.project;
