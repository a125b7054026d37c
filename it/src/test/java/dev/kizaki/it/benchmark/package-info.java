/**
 * The cost of the goals, compared with the minimum that does the same. Each {@link
 * dev.kizaki.it.benchmark.Measurement} runs one thing and its baseline alternately, so that other
 * load on the machine affects both; {@link dev.kizaki.it.benchmark.Table} prints the results. The
 * package uses the engine as a library and the plugin through a separate Maven. It depends on no
 * internals of either, except to write long histories. Start with {@link
 * dev.kizaki.it.benchmark.Benchmark}.
 */
package dev.kizaki.it.benchmark;
