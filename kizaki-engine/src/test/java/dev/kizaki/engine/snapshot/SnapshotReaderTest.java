package dev.kizaki.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A reader must give the same result for a snapshot alone and after other snapshots. */
@FullRun
class SnapshotReaderTest {
  private static final String NAME = "migrations/0002_next/snapshot.json";

  @Property(tries = 1000)
  void readsAndRefusesAsIfItWereTheFirst(@ForAll long seed) {
    Random random = new Random(seed);
    Shape first = SampleShapes.random(random);
    SnapshotReader reader = new SnapshotReader();
    reader.read(source(text(first)));
    Shape shape = first;
    for (int i = 0; i < 4; i++) {
      shape = changed(shape, random);
      String text = text(shape);
      String found = random.nextBoolean() ? text : damaged(text, random);
      assertThat(outcome(reader, found)).isEqualTo(outcome(new SnapshotReader(), found));
    }
  }

  @Test
  void unchangedEntitiesAreTheSameObjects() {
    SnapshotReader reader = new SnapshotReader();
    Shape before = reader.read(source(text(shape(entity("A"), entity("B"))))).shape();
    Shape after = reader.read(source(text(shape(entity("A"), entity("Aa"), entity("B"))))).shape();
    assertThat(after).isEqualTo(shape(entity("A"), entity("Aa"), entity("B")));
    assertThat(after.entity("A").orElseThrow()).isSameAs(before.entity("A").orElseThrow());
    assertThat(after.entity("B").orElseThrow()).isSameAs(before.entity("B").orElseThrow());
  }

  @Test
  void refusesAKnownEntityThatRefersToARemovedOne() {
    Entity referring = entity("B", new FieldType.Reference("A", "id"));
    SnapshotReader reader = new SnapshotReader();
    reader.read(source(text(shape(entity("A"), referring))));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> reader.read(source(text(shape(entity("C"), referring)))))
        .withMessageStartingWith(NAME + ":")
        .withMessageContaining("there is no A.id in this snapshot");
  }

  @Test
  void refusesKnownEntitiesInAnotherOrder() {
    String text = text(shape(entity("A"), entity("B")));
    EntityBlocks blocks = EntityBlocks.of(text).orElseThrow();
    List<String> reversed = new ArrayList<>(blocks.blocks());
    Collections.reverse(reversed);
    SnapshotReader reader = new SnapshotReader();
    reader.read(source(text));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> reader.read(source(blocks.with(reversed).text())))
        .withMessageContaining(
            "the snapshot was edited by hand: it has \"B\" where kizaki writes \"A\"");
  }

  @Test
  void refusesAKnownEntityThatOccursTwice() {
    String text = text(shape(entity("A"), entity("B")));
    EntityBlocks blocks = EntityBlocks.of(text).orElseThrow();
    List<String> twice = new ArrayList<>(blocks.blocks());
    twice.add(twice.get(1));
    SnapshotReader reader = new SnapshotReader();
    reader.read(source(text));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> reader.read(source(blocks.with(twice).text())))
        .withMessageContaining("an entity called \"B\" occurs twice");
  }

  @Test
  void refusesADoubledLineAsIfItWereTheFirst() {
    String text = text(SampleShapes.rich());
    List<String> lines = List.of(text.split("\n"));
    for (int at = 0; at < lines.size(); at++) {
      List<String> doubled = new ArrayList<>(lines);
      doubled.add(at, lines.get(at));
      String found = String.join("\n", doubled) + "\n";
      SnapshotReader reader = new SnapshotReader();
      reader.read(source(text));
      assertThat(outcome(reader, found)).isEqualTo(outcome(new SnapshotReader(), found));
    }
  }

  @Test
  void readsAnotherLayout() {
    Shape shape = shape(entity("A"), entity("B"));
    SnapshotReader reader = new SnapshotReader();
    reader.read(source(text(shape)));
    assertThat(reader.read(source(text(shape).replace("\n", "\n\n"))).shape()).isEqualTo(shape);
  }

  @Test
  void splitsAndJoinsAText() {
    for (Shape shape : List.of(Shape.empty(), shape(entity("A")), SampleShapes.rich())) {
      EntityBlocks blocks = EntityBlocks.of(text(shape)).orElseThrow();
      assertThat(blocks.blocks()).hasSize(shape.entities().size());
      assertThat(blocks.text()).isEqualTo(text(shape));
    }
  }

  private static String outcome(SnapshotReader reader, String text) {
    try {
      return SnapshotJson.write(reader.read(source(text)));
    } catch (Refusal refusal) {
      return refusal.getMessage();
    }
  }

  /** Removes and renames some entities, reverses the fields of others; most are unchanged. */
  private static Shape changed(Shape shape, Random random) {
    List<Entity> entities = new ArrayList<>();
    for (Entity entity : shape.entities()) {
      switch (random.nextInt(8)) {
        case 0 -> {}
        case 1 -> entities.add(entity.withName(entity.name() + "New", entity.table()));
        case 2 -> {
          List<Field> reversed = new ArrayList<>(entity.fields());
          Collections.reverse(reversed);
          entities.add(entity.withFields(reversed));
        }
        default -> entities.add(entity);
      }
    }
    return Shape.of(shape.systemEntities(), shape.enums(), entities);
  }

  /** Removes, repeats, moves or changes a line. */
  private static String damaged(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> {
        StringBuilder line = new StringBuilder(lines.get(at));
        line.setCharAt(random.nextInt(line.length()), "a {}[]\",:1".charAt(random.nextInt(10)));
        lines.set(at, line.toString());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static Shape shape(Entity... entities) {
    return Shape.of(List.of(), List.of(), List.of(entities));
  }

  private static Entity entity(String name) {
    return entity(name, FieldType.of(Scalar.STRING));
  }

  private static Entity entity(String name, FieldType type) {
    return new Entity(
        name,
        List.of(
            new Field("id", FieldType.of(Scalar.UUID), false, Optional.empty()),
            new Field("other", type, false, Optional.empty())),
        Optional.of(new Key(List.of("id"))),
        List.of(),
        List.of());
  }

  private static String text(Shape shape) {
    return SnapshotJson.write(
        SampleShapes.snapshot("0002_next", Optional.of(SampleShapes.PARENT), shape));
  }

  private static SourceText source(String text) {
    return SourceText.of(NAME, text);
  }
}
