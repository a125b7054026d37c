/** Hashes of texts and bytes. Needs nothing of ours, and no file. */
package dev.kizaki.engine.hash;
