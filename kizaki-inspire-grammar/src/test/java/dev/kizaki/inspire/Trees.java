package dev.kizaki.inspire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Node;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.SourceSpan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at any tree by its records' components. */
public final class Trees {
  private Trees() {}

  /** The tree as text without spans and comments: equal texts are equal trees. */
  public static String withoutSpans(Object tree) {
    if (tree instanceof Optional<?> optional) {
      return optional.map(Trees::withoutSpans).orElse("-");
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(Trees::withoutSpans).toList().toString();
    }
    if (tree instanceof String text) {
      return '"' + text + '"';
    }
    if (!(tree instanceof Record)) {
      return String.valueOf(tree);
    }
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : tree.getClass().getRecordComponents()) {
      if (component.getType() != SourceSpan.class && !component.getName().equals("comments")) {
        parts.add(component.getName() + "=" + withoutSpans(valueOf(component, tree)));
      }
    }
    return tree.getClass().getSimpleName() + parts;
  }

  /** Every node lies within its parent and covers its own text; the root covers the whole text. */
  public static void checkSpans(Node root) {
    assertThat(root.span()).isEqualTo(root.span().source().span(0, root.span().end()));
    assertThat(root.span().end()).isEqualTo(root.span().source().text().length());
    checkSpans(root, root.span());
  }

  private static void checkSpans(Object tree, SourceSpan parent) {
    if (tree instanceof Optional<?> optional) {
      optional.ifPresent(inner -> checkSpans(inner, parent));
    } else if (tree instanceof List<?> list) {
      list.forEach(inner -> checkSpans(inner, parent));
    } else if (tree instanceof Record) {
      SourceSpan around = parent;
      if (tree instanceof Node node) {
        around = node.span();
        assertThat(around.source()).isEqualTo(parent.source());
        assertThat(around.start()).as("start of %s", tree).isGreaterThanOrEqualTo(parent.start());
        assertThat(around.end()).as("end of %s", tree).isLessThanOrEqualTo(parent.end());
        if (node.span() != parent) {
          checkText(node);
        }
      }
      for (RecordComponent component : tree.getClass().getRecordComponents()) {
        checkSpans(valueOf(component, tree), around);
      }
    }
  }

  private static void checkText(Node node) {
    String text = node.span().text();
    if (node instanceof Name name) {
      assertThat(text.replaceAll("\\s+", " ")).isEqualTo(name.text());
    } else if (node instanceof Value.Number number) {
      assertThat(text).isEqualTo(number.digits());
    } else if (node instanceof Value.Boolean bool) {
      assertThat(text).isEqualTo(String.valueOf(bool.value()));
    } else if (node instanceof Value.Null) {
      assertThat(text).isEqualTo("null");
    } else if (node instanceof Value.Sequence) {
      assertThat(text).startsWith("[").endsWith("]");
    } else {
      assertThat(text).isEqualTo(text.strip());
    }
  }

  private static Object valueOf(RecordComponent component, Object tree) {
    try {
      return component.getAccessor().invoke(tree);
    } catch (IllegalAccessException | InvocationTargetException exception) {
      throw new AssertionError(exception);
    }
  }
}
