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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the snapshots of one history, best in their order. From one to the next most entities stand
 * as they stood, letter for letter: those are not understood again, and are the same objects as
 * before. What comes out, and what is refused, is what {@link SnapshotJson#read} says of each by
 * itself.
 */
public final class SnapshotReader {
  private Map<String, Entity> known = Map.of();
  private NamingVersion naming = NamingVersion.CURRENT;

  /**
   * Reads the next snapshot.
   *
   * @throws Refusal when the text is not what {@link SnapshotJson#write} gives for any snapshot
   */
  public Snapshot read(SourceText source) {
    return known.isEmpty()
        ? readWhole(source)
        : EntityBlocks.of(source.text())
            .flatMap(blocks -> readRest(source.name(), blocks))
            .orElseGet(() -> readWhole(source));
  }

  private Snapshot readWhole(SourceText source) {
    SnapshotProblems problems = new SnapshotProblems(source);
    JsonValue root = new JsonTreeReader(source, problems).read();
    Snapshot snapshot = new SnapshotDecoder(problems).decode(root, List.of());
    String written = SnapshotJson.write(snapshot);
    TextDifference.first(source.text(), written)
        .ifPresent(
            difference -> {
              throw problems.at(
                  difference.offset(),
                  "the snapshot was edited by hand: "
                      + difference.found()
                      + " stands where kizaki writes "
                      + difference.expected());
            });
    EntityBlocks.of(written)
        .ifPresent(blocks -> remember(snapshot, blocks, List.copyOf(snapshot.shape().entities())));
    return snapshot;
  }

  /**
   * Reads what is new in a text that has the layout of {@link SnapshotWriter}. Absent where
   * anything is odd: then the whole is read, which finds that it is right all the same, or says
   * where it is not.
   */
  private Optional<Snapshot> readRest(String name, EntityBlocks blocks) {
    EntityBlocks rest =
        blocks.with(blocks.blocks().stream().filter(block -> !known.containsKey(block)).toList());
    List<Entity> kept = blocks.blocks().stream().map(known::get).filter(Objects::nonNull).toList();
    SourceText source = SourceText.of(name, rest.text());
    SnapshotProblems problems = new SnapshotProblems(source);
    Snapshot snapshot;
    try {
      JsonValue root = new JsonTreeReader(source, problems).read();
      snapshot = new SnapshotDecoder(problems).decode(root, kept);
    } catch (Refusal refusal) {
      return Optional.empty();
    }
    List<Entity> entities = List.copyOf(snapshot.shape().entities());
    boolean written =
        snapshot.naming() == naming
            && isInOrder(blocks, entities)
            && rest.text().equals(SnapshotJson.write(without(kept, snapshot)));
    if (!written) {
      return Optional.empty();
    }
    remember(snapshot, blocks, entities);
    return Optional.of(snapshot);
  }

  /**
   * Whether the entities that are known stand where the order of names puts them. A block that is
   * there twice makes one entity.
   */
  private boolean isInOrder(EntityBlocks blocks, List<Entity> entities) {
    if (blocks.blocks().size() != entities.size()) {
      return false;
    }
    for (int i = 0; i < entities.size(); i++) {
      Entity there = known.get(blocks.blocks().get(i));
      if (there != null && there != entities.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Snapshot without(List<Entity> kept, Snapshot snapshot) {
    Shape shape = snapshot.shape();
    Set<String> names = kept.stream().map(Entity::name).collect(Collectors.toSet());
    List<Entity> others =
        shape.entities().stream().filter(entity -> !names.contains(entity.name())).toList();
    return new Snapshot(
        snapshot.migration(),
        snapshot.parent(),
        snapshot.naming(),
        snapshot.digest(),
        Shape.of(shape.systemEntities(), shape.enums(), others));
  }

  private void remember(Snapshot snapshot, EntityBlocks blocks, List<Entity> entities) {
    Map<String, Entity> read = new HashMap<>();
    for (int i = 0; i < entities.size(); i++) {
      read.put(blocks.blocks().get(i), entities.get(i));
    }
    known = read;
    naming = snapshot.naming();
  }
}
