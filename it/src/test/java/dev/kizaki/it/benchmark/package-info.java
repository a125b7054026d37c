/**
 * What the goals cost beside the least that could do the same. Each {@link
 * dev.kizaki.it.benchmark.Measurement} measures one thing and its baseline in turns, so that what
 * else the machine does meets both; {@link dev.kizaki.it.benchmark.Table} prints what came out. It
 * uses the engine as a library and the plugin through a Maven of its own, and knows nothing of what
 * is inside either, but for writing long histories. Start with {@link
 * dev.kizaki.it.benchmark.Benchmark}.
 */
package dev.kizaki.it.benchmark;
