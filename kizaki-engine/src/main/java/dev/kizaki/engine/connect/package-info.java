/** Which database a goal uses, how it is opened, and how it compares with the committed history. */
package dev.kizaki.engine.connect;
