package dev.kizaki.engine.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "add entity TaskLabel { id: int @primaryKey } | add_task_label",
        "add enum TaskStatus { A, B } | add_task_status",
        "add value TaskStatus.OnHold | add_on_hold",
        "add Task.dueDate: date? | add_due_date",
        "add unique Task([a, b]) | add_task_unique",
        "add index Task([a, b]) | add_task_index",
        "add key Task([a, b]) | add_task_key",
        "add system __User | add_user",
        "drop entity OldTask | drop_old_task",
        "drop Task.legacy | drop_legacy",
        "drop enum TaskStatus | drop_task_status",
        "drop value TaskStatus.Gone -> none | drop_gone",
        "drop unique Task([a, b]) | drop_task_unique",
        "drop index Task([a, b]) | drop_task_index",
        "drop key Task | drop_task_key",
        "rename entity OldTask -> Task | rename_old_task",
        "rename Task.ownerId -> Task.assigneeId | rename_owner_id",
        "rename enum TaskStatus -> Status | rename_task_status",
        "rename value Status.Todo -> Status.Open | rename_todo",
        "change Task.title: string? -> string | change_title",
        "change enum TaskStatus { B, A } | reorder_task_status",
        "update Task set points = 1 | update_task",
        "add sequence InvoiceSeq {} | add_invoice_seq",
        "drop sequence InvoiceSeq | drop_invoice_seq",
        "rename sequence InvoiceSeq -> Numbers | rename_invoice_seq",
        "change sequence InvoiceSeq {} -> { cache: 5 } | change_invoice_seq",
        "run sql(\"delete from task\") | run_sql",
        "add Task.a: int? add Task.b: int? | update_task",
        "add Task.a: int? drop Note.b | update_schema",
        "add enum S { A } add Task.s: S = A | add_s",
        "add Task.p: int? add index Task([p, q]) | add_p",
        "add value S.A drop value S.B -> none | update_schema",
        "[RESOLVE] either { rename T.a -> T.b } or { drop T.a add T.b: int? } | rename_a",
      })
  void followsFromTheChange(String statements, String slug) {
    assertThat(slug(statements, false)).isEqualTo(slug);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "add_due_dates | add_due_dates",
        "Add due dates! | add_due_dates",
        "AddSnoozed | add_snoozed",
        "addHTTPServer | add_http_server",
        "0015_add_x | add_x",
        "0015_AddX | add_x",
        "1007_add_x | add_x",
        "2024_report | 2024_report",
        "0015 | 0015",
        "--- | ''",
      })
  void ofAGivenName(String name, String slug) {
    assertThat(Slug.ofGivenName(name, 1008)).isEqualTo(slug);
  }

  @Test
  void theFirstIsInitial() {
    assertThat(slug("add enum S { A }", true)).isEqualTo("initial");
  }

  private static String slug(String statements, boolean isFirst) {
    PlanText read =
        PlanReader.read(SourceText.of("plan", "migration \"0002_x\" {\n" + statements + "\n}\n"));
    assertThat(read.diagnostics()).isEmpty();
    return Slug.ofChange(read.plan().lines(), isFirst);
  }
}
