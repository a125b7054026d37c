package dev.kizaki.engine.draft;

import static dev.kizaki.engine.draft.ExplicitStatements.isAboutRows;

import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.proof.DraftProof;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans anew for a draft that does not lead to the schema any more, or that is given answers.
 *
 * <p>What a comparison finds is compared again, with the draft's answers. What it cannot find, the
 * draft's {@link ExplicitStatements}, is kept in the person's order as long as the schema is
 * reached from there, and named when it is not.
 */
final class Rewriting {
  private final Planning planning;
  private final Draft draft;
  private final List<Answer> given;
  private final List<Answer> kept;
  private final Attempt compared;
  private final List<PlanStatement> lost = new ArrayList<>();

  Rewriting(Planning planning, Draft draft, List<Answer> given) {
    this.planning = planning;
    this.draft = draft;
    this.given = given;
    this.kept = KeptAnswers.of(draft.plan());
    this.compared = compared(List.of());
  }

  /** A plan that may be the new one, with the answers that were at hand when it was made. */
  private record Attempt(PlanDraft plan, List<PlanLine> following, Answers answers) {
    /** The answers that the plan states, whether they were asked for or not. */
    Set<String> stated() {
      return Rewriting.answers(plan.lines());
    }
  }

  private static Set<String> answers(List<PlanLine> lines) {
    return KeptAnswers.of(new Plan("", lines)).stream()
        .map(Answer::text)
        .collect(Collectors.toSet());
  }

  Planned run() {
    Attempt attempt = settled(ExplicitStatements.of(draft, planning.isFirst()));
    Set<String> stated = attempt.stated();
    if (draft.edited()) {
      lost.addAll(edits(attempt.plan.lines()));
    }
    Set<String> named = new HashSet<>(stated);
    named.addAll(answers(lost.stream().map(PlanLine::of).toList()));
    List<String> answers =
        attempt.answers.unusedKept().stream()
            .map(Answer::text)
            .filter(text -> !named.contains(text))
            .toList();
    List<String> statements =
        ExplicitStatements.statements(draft.plan().lines()).stream()
            .filter(lost::contains)
            .map(Rewriting::shown)
            .toList();
    OwnWords own = OwnWords.of(draft, planning.isFirst());
    KeptComments comments = new KeptComments(attempt.plan.lines(), own.comments());
    List<PlanLine> lines = comments.of(draft);
    List<String> lostComments = new ArrayList<>(comments.lost());
    if (lines.isEmpty()) {
      lostComments.addAll(0, draft.comments().head());
      lostComments.addAll(draft.comments().foot());
    }
    return new Planned(
        new PlanDraft(lines, attempt.plan.target(), attempt.plan.slug()),
        false,
        draft.comments().head(),
        draft.comments().foot(),
        Stream.of(
                answers.stream(),
                statements.stream(),
                lostComments.stream().map(PlanPrinter::comment))
            .flatMap(texts -> texts)
            .distinct()
            .toList(),
        attempt.answers.unused().stream()
            .filter(each -> !stated.contains(each.answer().text()))
            .toList(),
        own.slugs());
  }

  /** What a person wrote and the plan does not say. */
  private List<PlanStatement> edits(List<PlanLine> lines) {
    List<PlanStatement> said = ExplicitStatements.statements(lines);
    return ExplicitStatements.statements(draft.plan().lines()).stream()
        .filter(statement -> !statement.isOpen() && !said.contains(statement))
        .toList();
  }

  private Attempt settled(ExplicitStatements explicit) {
    if (explicit.places().isEmpty()) {
      return compared;
    }
    return explicit.moveTheShape() ? moved(explicit) : rows(explicit);
  }

  /** The draft's own way first, then whatever is left to do. */
  private Attempt moved(ExplicitStatements explicit) {
    List<PlanLine> begun = explicit.begin(compared.following);
    Optional<PlanStatement> misfit = misfit(begun).filter(explicit.rows()::contains);
    if (misfit.isPresent()) {
      return settled(without(explicit, List.of(misfit.get())));
    }
    for (List<PlanLine> start : List.of(begun, explicit.beginning(), explicit.whole())) {
      Optional<Attempt> attempt = startingWith(start);
      if (attempt.isPresent()) {
        List<PlanStatement> undone = explicit.undone(attempt.get().following, compared.following);
        return undone.isEmpty() ? attempt.get() : settled(without(explicit, undone));
      }
    }
    return settled(
        without(explicit, explicit.all().stream().filter(each -> !isAboutRows(each)).toList()));
  }

  /**
   * Statements over rows have their place behind the changes and before the drops, unless the
   * person gave them another one among the statements that are still there.
   */
  private Attempt rows(ExplicitStatements explicit) {
    Attempt placed = compared(explicit.rows());
    boolean stands = holds(placed.plan);
    if (stands && keepsOrder(explicit, placed.plan.lines())) {
      return placed;
    }
    List<PlanLine> begun = explicit.begin(compared.following);
    Optional<Attempt> attempt = startingWith(begun);
    if (attempt.isPresent() || stands) {
      return attempt.orElse(placed);
    }
    return misfit(begun)
        .or(() -> misfit(placed.plan.lines()))
        .filter(explicit.rows()::contains)
        .map(each -> settled(without(explicit, List.of(each))))
        .orElse(placed);
  }

  private ExplicitStatements without(ExplicitStatements explicit, List<PlanStatement> dropped) {
    lost.addAll(dropped);
    return explicit.without(dropped);
  }

  private Attempt compared(List<PlanStatement> rows) {
    Answers answers = new Answers(given, kept);
    PlanDraft plan =
        Planner.plan(planning.base(), planning.schema(), answers, rows, planning.isFirst());
    return new Attempt(plan, plan.lines(), answers);
  }

  private Optional<Attempt> startingWith(List<PlanLine> start) {
    Shape reached;
    try {
      reached = Replay.run(planning.base(), DraftProof.either(start));
    } catch (PlanFault fault) {
      return Optional.empty();
    }
    Answers answers = new Answers(given, keptBeside(start));
    PlanDraft rest = Planner.plan(reached, planning.schema(), answers, List.of(), false);
    List<PlanLine> lines = Stream.concat(start.stream(), rest.lines().stream()).toList();
    PlanDraft plan = new PlanDraft(lines, rest.target(), Slug.ofChange(lines, planning.isFirst()));
    return holds(plan) ? Optional.of(new Attempt(plan, rest.lines(), answers)) : Optional.empty();
  }

  /** What the start states is done already, and no answer to what follows. */
  private List<Answer> keptBeside(List<PlanLine> start) {
    List<PlanStatement> stated = ExplicitStatements.statements(start);
    return KeptAnswers.of(
        new Plan(
            "",
            draft.plan().lines().stream().filter(line -> !stated.contains(line.item())).toList()));
  }

  private boolean holds(PlanDraft plan) {
    return DraftProof.leadsTo(planning.base(), DraftProof.either(plan.lines()), plan.target());
  }

  private Optional<PlanStatement> misfit(List<PlanLine> lines) {
    return DraftProof.misfit(planning.base(), DraftProof.either(lines));
  }

  /** Whether each statement over rows has on either side what it had there in the draft. */
  private boolean keepsOrder(ExplicitStatements explicit, List<PlanLine> lines) {
    List<PlanStatement> old = ExplicitStatements.statements(draft.plan().lines());
    for (PlanStatement row : explicit.rows()) {
      int now = place(lines, row);
      for (int i = 0; i < old.size(); i++) {
        int other = isAboutRows(old.get(i)) ? now : place(lines, old.get(i));
        if (other >= 0 && other != now && (i < old.indexOf(row)) != (other < now)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where the statement, or what is said now of the same thing, stands; -1 for nowhere. */
  private static int place(List<PlanLine> lines, PlanStatement statement) {
    int alike = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).item().equals(statement)) {
        return i;
      }
      if (alike < 0
          && !isAboutRows(statement)
          && lines.get(i).item().elements().contains(statement.elementAfter())) {
        alike = i;
      }
    }
    return alike;
  }

  /** A statement as messages print it. */
  private static String shown(PlanStatement statement) {
    String text = StatementText.of(statement);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end) + " …";
  }
}
