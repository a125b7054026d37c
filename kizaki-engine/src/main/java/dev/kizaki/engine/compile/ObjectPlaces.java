package dev.kizaki.engine.compile;

import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectDeclaration;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the texts of the objects of a schema are in its files. */
public final class ObjectPlaces {
  private final Map<String, ObjectTexts.Located> texts;

  private ObjectPlaces(Map<String, ObjectTexts.Located> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * @param files the files of a schema without errors
   * @param objectFiles the files that its objects name
   */
  public static ObjectPlaces of(
      List<InspireFile> files, Map<ObjectText.InFile, ObjectFile> objectFiles) {
    ObjectTexts all = new ObjectTexts(objectFiles, problem -> {});
    Map<String, ObjectTexts.Located> texts = new HashMap<>();
    files.stream()
        .flatMap(file -> file.declarations().stream())
        .filter(ObjectDeclaration.class::isInstance)
        .map(ObjectDeclaration.class::cast)
        .forEach(
            each ->
                each.create()
                    .flatMap(all::of)
                    .ifPresent(text -> texts.put(each.name().text(), text)));
    return new ObjectPlaces(texts);
  }

  /**
   * The place of a word in the text after {@code create}.
   *
   * @param create the text
   * @param offset where the word begins in it
   * @return empty if the object is not declared with this text
   */
  public Optional<SourceSpan> create(String object, String create, int offset) {
    return Optional.ofNullable(texts.get(object))
        .filter(each -> each.text().equals(create))
        .map(each -> each.at(offset));
  }
}
