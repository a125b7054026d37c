/** Hashes of texts and bytes. The package depends on no other kizaki package. */
package dev.kizaki.engine.hash;
