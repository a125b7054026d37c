/** Every text and JSON document that people and programs read. */
package dev.kizaki.engine.report;
