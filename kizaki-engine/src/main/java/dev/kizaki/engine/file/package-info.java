/**
 * Operations on files other than reading: locks between processes, atomic writing, deletion of
 * folders, and texts for failures. The package depends on no other kizaki package except {@code
 * time}.
 */
package dev.kizaki.engine.file;
