package dev.kizaki.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class RandomSnapshotsTest {
  @Property(tries = 500)
  void everyShapeComesBackFromItsText(@ForAll long seed) {
    Snapshot snapshot =
        SampleShapes.snapshot(
            "0002_next", Optional.of(SampleShapes.PARENT), SampleShapes.random(new Random(seed)));
    String text = SnapshotJson.write(snapshot);
    Snapshot read = SnapshotJson.read("snapshot.json", text);
    assertThat(read).isEqualTo(snapshot);
    assertThat(SnapshotJson.write(read)).isEqualTo(text);
  }
}
