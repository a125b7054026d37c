/**
 * Operations on files that the JDK does not offer: a lock between processes, a file that is written
 * completely or not at all, deletion of a folder with its content, and I/O errors in words. Of the
 * other packages it uses only {@code time}.
 */
package dev.kizaki.engine.file;
