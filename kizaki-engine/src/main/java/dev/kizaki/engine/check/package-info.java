/** Runs the data checks of a plan against a database. */
package dev.kizaki.engine.check;
