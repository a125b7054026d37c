/**
 * Finds missing, outdated and edited Liquibase changelog files beside the plans, and writes them.
 */
package dev.kizaki.engine.changelogs;
