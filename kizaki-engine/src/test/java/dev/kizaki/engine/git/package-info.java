/** Tests of the upstream branch with real repositories. */
package dev.kizaki.engine.git;
