/**
 * What the tests of all modules share: their random seeds, the rule that no test is skipped in CI,
 * and the switch that rewrites expected texts. Other modules get it from this module's test jar.
 */
package dev.kizaki.inspire.testing;
