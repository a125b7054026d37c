package dev.kizaki.engine.goal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.text.PlanReader;
import dev.kizaki.engine.plan.text.PlanText;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExtendedDraftTest {
  private static final String ADDED = "  add T.b: int?\n  // Soon.\n  add T.c: int?\n";

  /** The draft with {@link #ADDED} at the end. */
  private static Optional<String> extended(String draft) {
    PlanText read = read(draft);
    List<PlanLine> lines = new ArrayList<>(read.lines());
    lines.addAll(read("migration \"x\" {\n" + ADDED + "}\n").lines());
    return ExtendedDraft.of(read, lines);
  }

  private static PlanText read(String text) {
    PlanText read = PlanReader.read(SourceText.of("plan", text));
    assertThat(read.diagnostics()).isEmpty();
    return read;
  }

  @Test
  void theLayoutOfThePersonStays() {
    String begun =
        """
        // Why: }
        migration   "x"
        {
            update T
               set a = sql("upper(a)")   // first }

            /* a block */ run sql(""\"
              update t set a = a || '}'
              ""\")
        """;
    assertThat(extended(begun + "   } // the end }\n"))
        .contains(begun + ADDED + "   } // the end }\n");
  }

  @Test
  void aPlanOnOneLineIsContinuedOnTheNext() {
    assertThat(extended("migration \"x\" { update T set a = 1 }"))
        .contains("migration \"x\" { update T set a = 1\n" + ADDED + "}");
  }

  @Test
  void aCommentAboveTheClosingBraceStaysThere() {
    assertThat(
            extended(
                "migration \"x\" {\n  update T set a = 1 // one\n\n  // Next: b.\n  /* c */\n}\n"))
        .contains(
            "migration \"x\" {\n  update T set a = 1 // one\n\n"
                + ADDED
                + "  // Next: b.\n  /* c */\n}\n");
  }

  @Test
  void aPlanThatDoesNotBeginAsTheDraftIsPrintedAgain() {
    PlanText draft = read("migration \"x\" {\n  update T set a = 1\n}\n");
    assertThat(
            ExtendedDraft.of(
                draft, read("migration \"x\" {\n" + ADDED + "  update T set a = 1\n}\n").lines()))
        .isEmpty();
    assertThat(ExtendedDraft.of(draft, draft.lines())).isEmpty();
  }
}
