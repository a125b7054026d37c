/**
 * The Liquibase changelog files beside the plans: which exist, which are outdated, and writing
 * them.
 */
package dev.kizaki.engine.changelogs;
