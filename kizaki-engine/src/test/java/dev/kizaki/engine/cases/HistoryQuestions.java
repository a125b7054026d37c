package dev.kizaki.engine.cases;

import dev.kizaki.engine.compile.CompileResult;
import dev.kizaki.engine.compile.ShapeCompiler;
import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.parse.InspireParser;
import dev.kizaki.inspire.parse.ParseResult;
import dev.kizaki.inspire.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Prints what the planner asks along a real schema's history, for a person to judge: {@code
 * -Dkizaki.test.history=directory} names a directory of {@code *.inspire} files, one a revision, in
 * the order of their names. For each revision where one of a kind went and another came: what went,
 * what came, and what was asked. The histories are no part of this project, so the name keeps this
 * out of a build.
 */
class HistoryQuestions {
  @Test
  void eachRevisionThatDropsAndAdds() throws IOException {
    Optional<Shape> before = Optional.empty();
    for (Path revision : revisions()) {
      Shape after = compile(revision);
      before.ifPresent(shape -> print(revision.getFileName().toString(), shape, after));
      before = Optional.of(after);
    }
  }

  private static List<Path> revisions() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("kizaki.test.history")))) {
      return files.filter(file -> file.toString().endsWith(".inspire")).sorted().toList();
    }
  }

  private static Shape compile(Path revision) throws IOException {
    ParseResult<InspireFile> parsed =
        InspireParser.parseSchema(
            SourceText.of(revision.getFileName().toString(), Files.readString(revision)));
    CompileResult compiled = ShapeCompiler.compile(List.of(parsed.tree()), Optional.empty());
    return compiled.shape().orElseThrow();
  }

  private static void print(String revision, Shape before, Shape after) {
    List<String> gone = new ArrayList<>();
    List<String> added = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    Set<String> both = new HashSet<>();
    for (Difference fact : ShapeDiffer.compare(before, after)) {
      if (fact instanceof Difference.EntityDropped dropped) {
        gone.add("entity " + dropped.entity().name());
        owners.add("entity");
      } else if (fact instanceof Difference.EnumDropped dropped) {
        gone.add("enum " + dropped.enumType().name());
        owners.add("enum");
      } else if (fact instanceof Difference.FieldDropped dropped) {
        gone.add(
            dropped.entity().name()
                + "."
                + dropped.field().name()
                + ": "
                + dropped.field().type().text());
        owners.add(dropped.entity().name());
      }
    }
    for (Difference fact : ShapeDiffer.compare(before, after)) {
      if (fact instanceof Difference.EntityAdded fresh) {
        added.add("entity " + fresh.entity().name());
        both.add("entity");
      } else if (fact instanceof Difference.EnumAdded fresh) {
        added.add("enum " + fresh.enumType().name());
        both.add("enum");
      } else if (fact instanceof Difference.FieldAdded fresh) {
        added.add(
            fresh.entity().name()
                + "."
                + fresh.field().name()
                + ": "
                + fresh.field().type().text());
        both.add(fresh.entity().name());
      } else if (fact instanceof Difference.EnumValuesChanged changed) {
        values(changed.before().name(), changed.before().values(), changed.after().values(), gone);
        values(changed.before().name(), changed.after().values(), changed.before().values(), added);
        if (!changed.after().values().containsAll(changed.before().values())
            && !changed.before().values().containsAll(changed.after().values())) {
          owners.add(changed.before().name());
          both.add(changed.before().name());
        }
      }
    }
    both.retainAll(owners);
    if (both.isEmpty()) {
      return;
    }
    System.out.println(revision + "\n  gone:  " + String.join(", ", gone));
    System.out.println("  added: " + String.join(", ", added));
    PlannerResult draft = Planner.plan(before, after, Answers.none(), List.of(), false);
    List<PlanLine> questions = draft.lines().stream().filter(line -> line.item().isOpen()).toList();
    questions.stream()
        .filter(line -> line.item() instanceof Choice)
        .forEach(HistoryQuestions::print);
    questions.stream()
        .filter(line -> !(line.item() instanceof Choice))
        .forEach(
            line ->
                System.out.println(
                    "  value: "
                        + StatementText.of((dev.kizaki.engine.plan.PlanStatement) line.item())));
    System.out.println("  slug:  " + draft.slug());
  }

  private static void print(PlanLine block) {
    block.printedAbove().forEach(comment -> System.out.println("  // " + comment));
  }

  private static void values(
      String owner, List<String> these, List<String> those, List<String> out) {
    these.stream()
        .filter(value -> !those.contains(value))
        .map(value -> owner + "." + value)
        .forEach(out::add);
  }
}
