package dev.kizaki.engine.fuzz;

import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.DigestVersion;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.snapshot.SnapshotJson;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Snapshots of large schemas, of about so many characters. */
final class LongSnapshot {
  private LongSnapshot() {}

  static String entities(int size) {
    return of(repeated(size / 500, "entity E# { name: string @unique  n: int = 5 }\n"));
  }

  static String fields(int size) {
    return of("entity A {\n" + repeated(Math.min(1_500, size / 80), "  f#: string\n") + "}\n");
  }

  static String values(int size) {
    return of("enum A {\n" + repeated(size / 20, "  v#\n") + "}\n");
  }

  /** The last entity has something that no snapshot has. */
  static String edited(int size) {
    String text = entities(size);
    int at = text.lastIndexOf("\"int\"");
    return text.substring(0, at) + "\"integer\"" + text.substring(at + 5);
  }

  private static String repeated(int times, String text) {
    return IntStream.range(0, times)
        .mapToObj(number -> text.replace("#", Integer.toString(number)))
        .collect(Collectors.joining());
  }

  private static String of(String schema) {
    Shape shape =
        ShapeCompiler.compile(
                List.of(InspireParser.parseSchema(SourceText.of("long", schema)).tree()),
                Optional.empty())
            .shape()
            .orElseThrow();
    return SnapshotJson.write(
        new Snapshot(
            "0001_initial",
            Optional.empty(),
            NamingVersion.CURRENT,
            DigestVersion.CURRENT,
            KeptNames.filled(Shape.empty(), shape)));
  }
}
