package dev.kizaki.engine.parameter;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;

/** Reads the parameter {@code renames}. */
public final class RenamesWord {
  private RenamesWord() {}

  /**
   * Reads it.
   *
   * @param renames the text of the parameter
   * @throws Refusal when it is another word
   */
  public static RenameWay read(String renames) {
    return switch (renames.strip()) {
      case "views" -> RenameWay.VIEWS;
      case "columns" -> RenameWay.COLUMNS;
      default ->
          throw new Refusal(
              RefusalCode.PARAMETER_WORD,
              "The parameter renames has an unknown word, \"%s\"; allowed words are: views, columns."
                  .formatted(renames));
    };
  }
}
