package dev.kizaki.engine.statements;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which statement of a plan, as a person wrote it, a command of one of its phases belongs to. */
record StatementCauses(DividedPlan divided) {
  /** The first line of the statement. */
  String of(SqlCommand command) {
    PlanStatement cause = command.cause().statement();
    return first(viewOf(command).flatMap(this::rename).orElseGet(() -> written(cause)));
  }

  private List<PlanStatement> plan() {
    return divided.written();
  }

  /** The view that the command makes or removes. */
  private Optional<CompatibilityView> viewOf(SqlCommand command) {
    return divided.sql().views().stream()
        .filter(
            view ->
                command.text().contains("VIEW " + Quoting.table(view.view()))
                    || command.text().contains(Quoting.table(view.aside())) && view.isForBoth())
        .findFirst();
  }

  /** The statements that give the table of a view, or its columns, other names. */
  private Optional<PlanStatement> rename(CompatibilityView view) {
    Set<String> entities =
        divided.phases().meanwhile().entities().stream()
            .filter(entity -> divided.names().table(entity).equals(view.table().table()))
            .map(entity -> entity.name())
            .collect(Collectors.toSet());
    return plan().stream()
        .filter(
            each ->
                each instanceof RenameEntity rename && entities.contains(rename.to())
                    || each instanceof RenameField field && entities.contains(field.entity()))
        .findFirst();
  }

  /** The statement that one of a phase is a part of. */
  private PlanStatement written(PlanStatement cause) {
    if (plan().contains(cause)) {
      return cause;
    }
    Set<SchemaElement> about = elements(cause);
    return plan().stream()
        .filter(each -> each.elementAfter().equals(cause.elementAfter()))
        .findFirst()
        .or(
            () ->
                plan().stream()
                    .filter(each -> elements(each).stream().anyMatch(about::contains))
                    .findFirst())
        .or(() -> plan().stream().filter(each -> isWithin(cause, each)).findFirst())
        .orElse(cause);
  }

  private static Set<SchemaElement> elements(PlanStatement statement) {
    Set<SchemaElement> elements = new HashSet<>(statement.elements());
    elements.addAll(statement.affected());
    return elements;
  }

  /** Whether the one is about a part of what the other is about. */
  private static boolean isWithin(PlanStatement part, PlanStatement whole) {
    return whole.element() instanceof NamedElement outer
        && part.affected().stream().anyMatch(outer::includes);
  }

  private static String first(PlanStatement statement) {
    String line = StatementText.of(statement).lines().findFirst().orElse("");
    return line.endsWith("{") ? line.substring(0, line.length() - 1).strip() : line;
  }
}
