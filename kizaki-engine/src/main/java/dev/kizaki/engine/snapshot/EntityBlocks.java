package dev.kizaki.engine.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a snapshot in the layout of {@link SnapshotWriter}, split into the part before the
 * entities and one block per entity. A history repeats most entities in every snapshot, so {@link
 * SnapshotReader} compares their blocks as text and decodes only the new ones. Splitting by lines
 * is safe, because JSON escapes line ends inside strings.
 *
 * @param head the text up to and including the bracket before the first entity
 * @param blocks each from the line end before the entity to its closing brace
 */
record EntityBlocks(String head, List<String> blocks) {
  private static final String LIST_START = "\n  \"entities\": [";
  private static final String BLOCK_START = "\n    {\n";
  private static final String BLOCK_END = "\n    }";
  private static final String SEPARATOR = ",";
  private static final String BEFORE_LIST_END = "\n  ";
  private static final String TEXT_END = "]\n}\n";

  /** How many blocks may be gone before the next one that is found again. */
  private static final int AHEAD = 4;

  EntityBlocks {
    blocks = List.copyOf(blocks);
  }

  /** Splits the text; absent if it has another layout. */
  static Optional<EntityBlocks> of(String text) {
    return of(text, List.of());
  }

  /**
   * Splits the text; absent if it has another layout.
   *
   * @param expected blocks of which most are expected again, in this order. Equal ones are the same
   *     strings in the result, so that their hash is computed once
   */
  static Optional<EntityBlocks> of(String text, List<String> expected) {
    int before = text.indexOf(LIST_START);
    if (before < 0) {
      return Optional.empty();
    }
    int at = before + LIST_START.length();
    EntityBlocks empty = new EntityBlocks(text.substring(0, at), List.of());
    List<String> blocks = new ArrayList<>();
    if (isEnd(text, at, TEXT_END)) {
      return Optional.of(empty);
    }
    int next = 0;
    while (text.startsWith(BLOCK_START, at)) {
      int same = position(text, at, expected, next);
      if (same >= 0) {
        blocks.add(expected.get(same));
        next = same + 1;
      } else {
        int end = text.indexOf(BLOCK_END, at);
        if (end < 0) {
          return Optional.empty();
        }
        blocks.add(text.substring(at, end + BLOCK_END.length()));
      }
      int end = at + blocks.get(blocks.size() - 1).length();
      if (isEnd(text, end, BEFORE_LIST_END + TEXT_END)) {
        return Optional.of(empty.with(blocks));
      }
      if (!text.startsWith(SEPARATOR, end)) {
        return Optional.empty();
      }
      at = end + SEPARATOR.length();
    }
    return Optional.empty();
  }

  /** The position of the block that stands there, at or shortly after the next one; -1 if none. */
  private static int position(String text, int at, List<String> expected, int next) {
    for (int i = next; i < Math.min(next + AHEAD, expected.size()); i++) {
      String block = expected.get(i);
      int end = at + block.length();
      // A copy that is compared whole takes a fifth of the time of a comparison in place.
      if (end <= text.length() && text.substring(at, end).equals(block)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEnd(String text, int at, String end) {
    return text.length() == at + end.length() && text.startsWith(end, at);
  }

  /** Returns the same head with other entities. */
  EntityBlocks with(List<String> newBlocks) {
    return new EntityBlocks(head, newBlocks);
  }

  /** Joins the parts to the text of a snapshot. */
  String text() {
    return head
        + String.join(SEPARATOR, blocks)
        + (blocks.isEmpty() ? "" : BEFORE_LIST_END)
        + TEXT_END;
  }
}
