/**
 * Support for the tests of all modules: the seed of random tests, the rule that no test is skipped
 * in CI, and the switch that rewrites expected texts. Other modules get it from this module's test
 * jar.
 */
package dev.kizaki.inspire.testing;
