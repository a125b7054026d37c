package dev.kizaki.engine.online;

import java.util.Objects;
import java.util.Optional;

/**
 * What decides whether a statement about a table is carried out in stages.
 *
 * @param bytes the size of its rows on disk, with values stored out of line, without indexes
 * @param unfit why no statement about it can be, as a phrase such as {@code the table is
 *     partitioned}; absent if they can
 * @param updateTriggers whether others have created triggers that fire for each updated row
 * @param published whether changes of its rows are sent to subscribers, which know only the columns
 *     that it has now
 */
public record TableFacts(
    long bytes, Optional<String> unfit, boolean updateTriggers, boolean published) {
  public TableFacts {
    Objects.requireNonNull(unfit, "unfit");
  }
}
