/** Hashes of texts and bytes. Depends on no other package and reads no files. */
package dev.kizaki.engine.hash;
