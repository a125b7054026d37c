package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the snapshots of one history, preferably in order. Most entities have the same text in
 * consecutive snapshots. Their text is not decoded again; the result contains the same objects.
 * Results and refusals are the same as those of {@link SnapshotJson#read} for each snapshot alone.
 */
public final class SnapshotReader {
  /** The entities that were decoded so far, by their text in the same naming. */
  private final Map<String, Entity> known = new HashMap<>();

  private List<String> latest = List.of();
  private NamingVersion naming = NamingVersion.CURRENT;

  /**
   * Reads the next snapshot.
   *
   * @throws Refusal when the text is not a result of {@link SnapshotJson#write}
   */
  public Snapshot read(SourceText source) {
    return known.isEmpty()
        ? readWhole(source)
        : EntityBlocks.of(source.text(), latest)
            .flatMap(blocks -> readChanged(source.name(), blocks))
            .orElseGet(() -> readWhole(source));
  }

  /** Reads a text without the comparison with what {@link SnapshotJson#write} writes. */
  static Snapshot readChecked(SourceText source) {
    return decode(source, new SnapshotProblems(source));
  }

  private static Snapshot decode(SourceText source, SnapshotProblems problems) {
    JsonValue root = new JsonTreeReader(source, problems).read();
    return new SnapshotDecoder(problems).decode(root, List.of());
  }

  private Snapshot readWhole(SourceText source) {
    SnapshotProblems problems = new SnapshotProblems(source);
    Snapshot snapshot = decode(source, problems);
    String written = SnapshotJson.write(snapshot);
    TextDifference.first(source.text(), written)
        .ifPresent(
            difference -> {
              throw problems.at(
                  difference.offset(),
                  "the snapshot was edited by hand: it has %s where kizaki writes %s"
                      .formatted(difference.found(), difference.expected()));
            });
    EntityBlocks.of(written)
        .ifPresent(blocks -> remember(snapshot, blocks, List.copyOf(snapshot.shape().entities())));
    return snapshot;
  }

  /**
   * Reads a text in the layout of {@link SnapshotWriter}, and decodes only the entities whose text
   * is new. Every snapshot of a history repeats the whole schema, and parsing each repetition would
   * take most of the time of reading the history. Therefore the text is split into one block per
   * entity, and a block that the snapshot before it had too is not parsed again.
   *
   * @return absent if anything is unexpected; then the caller reads the whole text, which either
   *     succeeds or reports the place of the error
   */
  private Optional<Snapshot> readChanged(String name, EntityBlocks blocks) {
    List<Entity> expected = blocks.blocks().stream().map(known::get).toList();
    EntityBlocks changed =
        blocks.with(blocks.blocks().stream().filter(block -> !known.containsKey(block)).toList());
    SourceText source = SourceText.of(name, changed.text());
    SnapshotProblems problems = new SnapshotProblems(source);
    Snapshot snapshot;
    try {
      JsonValue root = new JsonTreeReader(source, problems).read();
      List<Entity> kept = expected.stream().filter(Objects::nonNull).toList();
      snapshot = new SnapshotDecoder(problems).decode(root, kept);
    } catch (Refusal refusal) {
      return Optional.empty();
    }
    List<Entity> entities = List.copyOf(snapshot.shape().entities());
    boolean written =
        snapshot.naming() == naming
            && areInOrder(expected, entities)
            && changed.text().equals(SnapshotJson.write(withNew(expected, entities, snapshot)));
    if (!written) {
      return Optional.empty();
    }
    remember(snapshot, blocks, entities);
    return Optional.of(snapshot);
  }

  /**
   * Whether the known entities are where they are expected, that is, sorted by name. Also false if
   * a block occurs twice, because two equal blocks give one entity.
   *
   * @param expected an entity for each block; null if it is not known
   */
  private static boolean areInOrder(List<Entity> expected, List<Entity> entities) {
    if (expected.size() != entities.size()) {
      return false;
    }
    for (int i = 0; i < entities.size(); i++) {
      if (expected.get(i) != null && expected.get(i) != entities.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The snapshot without the entities that are known. */
  private static Snapshot withNew(List<Entity> expected, List<Entity> entities, Snapshot snapshot) {
    Shape shape = snapshot.shape();
    List<Entity> decoded =
        IntStream.range(0, entities.size())
            .filter(i -> expected.get(i) == null)
            .mapToObj(entities::get)
            .toList();
    return new Snapshot(
        snapshot.migration(),
        snapshot.parent(),
        snapshot.naming(),
        snapshot.digest(),
        Shape.of(shape.systemEntities(), shape.enums(), shape.sequences(), decoded)
            .withObjects(shape.objects()),
        snapshot.adopted());
  }

  private void remember(Snapshot snapshot, EntityBlocks blocks, List<Entity> entities) {
    if (snapshot.naming() != naming) {
      known.clear();
    }
    for (int i = 0; i < entities.size(); i++) {
      known.put(blocks.blocks().get(i), entities.get(i));
    }
    latest = blocks.blocks();
    naming = snapshot.naming();
  }
}
