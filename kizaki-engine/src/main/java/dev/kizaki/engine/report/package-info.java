/** The texts that people read and the JSON documents that programs read. */
package dev.kizaki.engine.report;
