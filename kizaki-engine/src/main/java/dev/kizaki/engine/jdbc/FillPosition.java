package dev.kizaki.engine.jdbc;

/**
 * How far rows are written in batches. The pages of a table are taken in windows, and each window
 * in stripes: of its pages, every stripe takes those rows whose place on the page has the same
 * remainder.
 *
 * @param page the first page of the window that is next; {@code pages} once all are done
 * @param pages the number of pages when the stage began; 0 if the stage writes no rows
 * @param stripe the stripe that is next, from 0; {@value #SWEEP} when all stripes are done and the
 *     rows that were locked by others are written
 * @param filenode the file of the table, which another command may replace
 */
public record FillPosition(long page, long pages, int stripe, long filenode) {
  /** The pass over all pages that writes the rows which were locked before. */
  public static final int SWEEP = -1;

  public static final FillPosition NONE = new FillPosition(0, 0, 0, 0);

  /** How much is done, in percent. The sweep, which hardly writes, counts as a tenth. */
  public int percent() {
    return (int) (100 * share());
  }

  /** How much is done, from 0 to 1. */
  public double share() {
    if (pages == 0) {
      return 0;
    }
    return stripe == SWEEP ? 0.9 + 0.1 * page / pages : 0.9 * page / pages;
  }

  /** How much of the first pass is done, which writes almost all rows; from 0 to 1. */
  public double written() {
    return pages == 0 ? 0 : stripe == SWEEP ? 1 : (double) page / pages;
  }
}
