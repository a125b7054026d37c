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
 * Prints the questions of the planner along the history of a real schema, for a person to judge:
 * {@code -Dkizaki.test.history=directory} names a directory of {@code *.inspire} files, one per
 * revision, in the order of their names. For each revision that drops and adds elements of one
 * kind, it prints the dropped elements, the added elements and the questions. The histories are not
 * part of this project, so the class has a name that Surefire does not run.
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
    List<String> dropped = new ArrayList<>();
    List<String> added = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    Set<String> both = new HashSet<>();
    for (Difference difference : ShapeDiffer.compare(before, after)) {
      if (difference instanceof Difference.EntityDropped fact) {
        dropped.add("entity " + fact.entity().name());
        owners.add("entity");
      } else if (difference instanceof Difference.EnumDropped fact) {
        dropped.add("enum " + fact.enumType().name());
        owners.add("enum");
      } else if (difference instanceof Difference.FieldDropped fact) {
        dropped.add(
            fact.entity().name() + "." + fact.field().name() + ": " + fact.field().type().text());
        owners.add(fact.entity().name());
      }
    }
    for (Difference difference : ShapeDiffer.compare(before, after)) {
      if (difference instanceof Difference.EntityAdded fact) {
        added.add("entity " + fact.entity().name());
        both.add("entity");
      } else if (difference instanceof Difference.EnumAdded fact) {
        added.add("enum " + fact.enumType().name());
        both.add("enum");
      } else if (difference instanceof Difference.FieldAdded fact) {
        added.add(
            fact.entity().name() + "." + fact.field().name() + ": " + fact.field().type().text());
        both.add(fact.entity().name());
      } else if (difference instanceof Difference.EnumValuesChanged fact) {
        values(fact.before().name(), fact.before().values(), fact.after().values(), dropped);
        values(fact.before().name(), fact.after().values(), fact.before().values(), added);
        if (!fact.after().values().containsAll(fact.before().values())
            && !fact.before().values().containsAll(fact.after().values())) {
          owners.add(fact.before().name());
          both.add(fact.before().name());
        }
      }
    }
    both.retainAll(owners);
    if (both.isEmpty()) {
      return;
    }
    System.out.println(revision + "\n  dropped: " + String.join(", ", dropped));
    System.out.println("  added:   " + String.join(", ", added));
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
    block.printedInside().forEach(comment -> System.out.println("    // " + comment));
  }

  private static void values(
      String owner, List<String> these, List<String> those, List<String> out) {
    these.stream()
        .filter(value -> !those.contains(value))
        .map(value -> owner + "." + value)
        .forEach(out::add);
  }
}
