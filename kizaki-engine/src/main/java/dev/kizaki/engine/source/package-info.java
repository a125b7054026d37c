/**
 * The schema's files as texts. {@link dev.kizaki.engine.source.SchemaDirectory} is all there is; it
 * knows no grammar.
 */
package dev.kizaki.engine.source;
