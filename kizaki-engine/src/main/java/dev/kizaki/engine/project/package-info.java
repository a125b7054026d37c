/**
 * What the files of a project contain: the schema ({@link
 * dev.kizaki.engine.project.ProjectSchema}), the committed history ({@link
 * dev.kizaki.engine.project.CommittedHistory}), the latest migration ({@link
 * dev.kizaki.engine.project.LatestMigration}), and the cache of unchanged inputs ({@link
 * dev.kizaki.engine.project.InputCache}). The package opens no database.
 */
package dev.kizaki.engine.project;
