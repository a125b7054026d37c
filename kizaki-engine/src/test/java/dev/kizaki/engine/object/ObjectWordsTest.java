package dev.kizaki.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ObjectWordsTest {
  @Test
  void namesInBodiesCountAndCommentsDoNot() {
    assertThat(
            ObjectScript.of(
                    """
                    create function F() returns trigger language plpgsql as $f$
                    begin -- gone
                      execute format('update %I set "Last Name" = 1, ''A b''', Task);
                      execute E'delete\\nfrom "it\\'s" /* lost */' || $$ select "a""b" $$;
                    end $f$
                    """)
                .words())
        .contains("f", "begin", "update", "Last Name", "task", "a", "b", "from", "it's", "a\"b")
        .doesNotContain("gone", "lost", "F", "Task", "nfrom", "last name");
  }

  @Test
  @Timeout(120)
  void stringsInStringsAreReadInLinearTime() {
    StringBuilder nested = new StringBuilder("create function f() returns int as ");
    for (int i = 0; i < 100_000; i++) {
      nested.append("$a").append(i).append("$ w").append(i).append(' ');
    }
    assertThat(ObjectScript.of(nested.toString()).words()).contains("w99999");
  }
}
