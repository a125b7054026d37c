/**
 * One jar from a history and the jars that apply it. The bytes depend on these alone: not on the
 * clock, the time zone, the order of a directory or the user.
 */
package dev.kizaki.engine.bundle;
