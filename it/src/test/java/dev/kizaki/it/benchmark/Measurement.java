package dev.kizaki.it.benchmark;

import java.util.List;

/** Measures one thing and its baseline. */
interface Measurement {
  List<Row> run() throws Exception;
}
