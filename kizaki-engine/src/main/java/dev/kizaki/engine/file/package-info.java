/**
 * What the engine needs of the file system beside reading: a lock between processes, a file that is
 * written whole or not at all, a folder that is deleted with all in it, and the reason of a failure
 * in words. Needs nothing of ours but pauses.
 */
package dev.kizaki.engine.file;
