package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.SequenceRules;
import java.util.Optional;

/** The options of a sequence as members of an object. What PostgreSQL takes anyway is left out. */
final class SequenceJson {
  private SequenceJson() {}

  static void write(JsonLine line, SequenceOptions options) {
    options.type().ifPresent(type -> line.text("type", type.word()));
    if (options.increment() != SequenceOptions.NONE.increment()) {
      line.member("increment", Long.toString(options.increment()));
    }
    options.min().ifPresent(min -> line.member("min", Long.toString(min)));
    options.max().ifPresent(max -> line.member("max", Long.toString(max)));
    options.start().ifPresent(start -> line.member("start", Long.toString(start)));
    if (options.cache() != SequenceOptions.NONE.cache()) {
      line.member("cache", Long.toString(options.cache()));
    }
    if (options.cycle()) {
      line.member("cycle", "true");
    }
  }

  /**
   * @param usual the type of the sequence without the option
   */
  static SequenceOptions read(ObjectReader reader, SnapshotProblems problems, Scalar usual) {
    SequenceOptions options =
        new SequenceOptions(
            reader.optional("type").isPresent()
                ? Optional.of(type(reader, problems))
                : Optional.empty(),
            number(reader, "increment").orElse(SequenceOptions.NONE.increment()),
            number(reader, "min"),
            number(reader, "max"),
            number(reader, "start"),
            number(reader, "cache").orElse(SequenceOptions.NONE.cache()),
            reader.optional("cycle").isPresent() && reader.flag("cycle"));
    SequenceRules.problem(options, usual)
        .ifPresent(
            problem -> {
              throw problems.at(
                  reader.optional(problem.option()).map(JsonValue::offset).orElse(reader.offset()),
                  problem.text());
            });
    return options;
  }

  private static Optional<Long> number(ObjectReader reader, String member) {
    return reader.optional(member).isPresent()
        ? Optional.of(reader.longNumber(member))
        : Optional.empty();
  }

  private static Scalar type(ObjectReader reader, SnapshotProblems problems) {
    return Scalar.ofWord(reader.text("type"))
        .filter(Scalar::isInteger)
        .orElseThrow(
            () ->
                problems.at(
                    reader.required("type").offset(),
                    "a sequence has the type smallint, int or bigint"));
  }
}
