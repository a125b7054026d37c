/** What a real repository says about the upstream branch. */
package dev.kizaki.engine.git;
