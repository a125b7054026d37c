package dev.kizaki.it.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A schema of any size: entities of ten fields with references, indexes and uniques; one enum for
 * every ten entities; twenty entities per file.
 */
final class LargeSchema {
  private static final int ENTITIES_A_FILE = 20;
  private static final int ENTITIES_AN_ENUM = 10;

  /** The difference from the original schema. */
  enum Change {
    /** No difference. */
    NONE,
    /** One entity gets one more field. */
    ONE,
    /** Five entities get one more field each, one of them an index, and one enum gets a value. */
    A_FEW,
    /** Every entity loses a field and gets a new one. */
    IN_EVERY_ENTITY,
    /** Every entity has a new name, and each may contain a renamed field. */
    RENAMES
  }

  private LargeSchema() {}

  /**
   * The files of a schema, by file name.
   *
   * @param entities the number of entities; a multiple of 20
   */
  static Map<String, String> files(int entities, Change change) {
    Map<String, String> files = new TreeMap<>();
    for (int first = 0; first < entities; first += ENTITIES_A_FILE) {
      StringBuilder text = new StringBuilder();
      for (int number = first; number < first + ENTITIES_A_FILE; number++) {
        if (number % ENTITIES_AN_ENUM == 0) {
          text.append(enumeration(number, change));
        }
        text.append(entity(number, change));
      }
      files.put(
          String.format(Locale.ROOT, "part%04d.inspire", first / ENTITIES_A_FILE), text.toString());
    }
    return files;
  }

  private static String enumeration(int number, Change change) {
    String more = change == Change.A_FEW && number == 0 ? ", Archived" : "";
    return "enum %s { Open, Active, Waiting, Closed%s }\n\n".formatted(state(number), more);
  }

  private static String entity(int number, Change change) {
    boolean several = change == Change.A_FEW && number % 3 == 0 && number < 15;
    boolean changed = several || change == Change.ONE && number == 0;
    String last = change == Change.IN_EVERY_ENTITY ? "payload: bytes?" : "tags: string[] = []";
    return """
    entity %s {
      id: uuid = uuid() @primaryKey
      code: string @unique
      %s: string @minLength(1) @maxLength(120)
      state: %s = Open
      amount: decimal(12, 2)?
      count: int = 0
      createdAt: datetime = now()
      parentId: %s.id?
      ownerId: %s.id @onDelete(cascade)
      %s%s
      @index([state, createdAt])%s
    }

    """
        .formatted(
            name(number, change),
            change == Change.RENAMES ? "heading" : "title",
            state(number),
            name(number, change),
            name(number / 2, change),
            last,
            changed ? "\n  dueDate: date?" : "",
            several && number == 0 ? "\n  @index([amount])" : "");
  }

  private static String name(int number, Change change) {
    String word = change == Change.RENAMES ? "ENTITY" : "Entity";
    return String.format(Locale.ROOT, "%s%04d", word, number);
  }

  private static String state(int number) {
    return String.format(Locale.ROOT, "State%04d", number / ENTITIES_AN_ENUM);
  }
}
