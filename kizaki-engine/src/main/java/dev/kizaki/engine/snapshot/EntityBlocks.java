package dev.kizaki.engine.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a snapshot in the layout that {@link SnapshotWriter} gives it, cut into what comes
 * before the entities and the text of each. No JSON text holds a line end, so that the ends of the
 * lines tell where an entity starts and ends.
 *
 * @param head up to and with the bracket before the first entity
 * @param blocks each from the line end before it to its last brace
 */
record EntityBlocks(String head, List<String> blocks) {
  private static final String BEFORE = "\n  \"entities\": [";
  private static final String START = "\n    {\n";
  private static final String END = "\n    }";
  private static final String BETWEEN = ",";
  private static final String AFTER_LAST = "\n  ";
  private static final String REST = "]\n}\n";

  EntityBlocks {
    blocks = List.copyOf(blocks);
  }

  /** The text in parts; absent where its layout is another one. */
  static Optional<EntityBlocks> of(String text) {
    int before = text.indexOf(BEFORE);
    if (before < 0) {
      return Optional.empty();
    }
    int at = before + BEFORE.length();
    EntityBlocks none = new EntityBlocks(text.substring(0, at), List.of());
    List<String> blocks = new ArrayList<>();
    if (isEnd(text, at, REST)) {
      return Optional.of(none);
    }
    while (text.startsWith(START, at)) {
      int end = text.indexOf(END, at) + END.length();
      if (end < at) {
        return Optional.empty();
      }
      blocks.add(text.substring(at, end));
      if (isEnd(text, end, AFTER_LAST + REST)) {
        return Optional.of(none.with(blocks));
      }
      if (!text.startsWith(BETWEEN, end)) {
        return Optional.empty();
      }
      at = end + BETWEEN.length();
    }
    return Optional.empty();
  }

  private static boolean isEnd(String text, int at, String end) {
    return text.length() == at + end.length() && text.startsWith(end, at);
  }

  /** The same head before other entities. */
  EntityBlocks with(List<String> others) {
    return new EntityBlocks(head, others);
  }

  /** The parts put together again. */
  String text() {
    return head + String.join(BETWEEN, blocks) + (blocks.isEmpty() ? "" : AFTER_LAST) + REST;
  }
}
