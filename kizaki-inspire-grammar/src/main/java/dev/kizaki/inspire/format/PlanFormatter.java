package dev.kizaki.inspire.format;

import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.ast.PlanFile;
import dev.kizaki.inspire.ast.PlanItem;
import dev.kizaki.inspire.ast.ResolveBlock;
import dev.kizaki.inspire.ast.StatementNode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.List;

/**
 * Writes a plan file with its comments. A comment behind a statement stays on its line; any other
 * stands above what it stood before or in.
 */
final class PlanFormatter {
  private final StatementFormatter statements;
  private final List<Comment> comments;
  private final StringBuilder text = new StringBuilder();
  private int nextComment;

  private PlanFormatter(StatementFormatter statements, List<Comment> comments) {
    this.statements = statements;
    this.comments = comments;
  }

  static String format(PlanFile plan, StatementFormatter statements) {
    return new PlanFormatter(statements, plan.comments()).write(plan);
  }

  private String write(PlanFile plan) {
    commentsBefore(plan.migration().span().start(), 0);
    text.append("migration ").append(StringLiterals.quote(plan.migration().text())).append(" {");
    commentsBehind(plan.migration().span());
    for (PlanItem item : plan.items()) {
      item(item, 1);
    }
    commentsBefore(lastBrace(plan.span()), 1);
    text.append("}");
    text.append('\n');
    commentsBefore(Integer.MAX_VALUE, 0);
    return text.toString();
  }

  private void item(PlanItem item, int depth) {
    if (item instanceof ResolveBlock block) {
      commentsBefore(block.span().start(), depth);
      line(depth).append("[RESOLVE] either {\n");
      block.either().forEach(statement -> statement(statement, depth + 1));
      line(depth).append("} or {\n");
      block.or().forEach(statement -> statement(statement, depth + 1));
      commentsBefore(block.span().end(), depth + 1);
      line(depth).append("}");
      commentsBehind(block.span());
    } else if (item instanceof StatementNode statement) {
      statement(statement, depth);
    }
  }

  private void statement(StatementNode statement, int depth) {
    commentsBefore(statement.span().end(), depth);
    String indented = statements.format(statement);
    for (int level = 0; level < depth; level++) {
      indented = Indentation.deeper(indented).stripTrailing();
    }
    text.append(indented);
    commentsBehind(statement.span());
  }

  private void commentsBefore(int offset, int depth) {
    while (nextComment < comments.size() && comments.get(nextComment).span().start() < offset) {
      line(depth).append(comment(comments.get(nextComment++))).append('\n');
    }
  }

  /** The comments that follow on the line where the span ends; then the line's end. */
  private void commentsBehind(SourceSpan span) {
    String source = span.source().text();
    while (nextComment < comments.size()) {
      Comment comment = comments.get(nextComment);
      int start = comment.span().start();
      boolean sameLine =
          start >= span.end()
              && start <= source.length()
              && source.substring(span.end(), start).indexOf('\n') < 0;
      if (!sameLine) {
        break;
      }
      text.append(' ').append(comment(comment));
      nextComment++;
      if (!isBlock(comment)) {
        break;
      }
    }
    text.append('\n');
  }

  private StringBuilder line(int depth) {
    return text.append("  ".repeat(depth));
  }

  private static String comment(Comment comment) {
    if (isBlock(comment)) {
      return "/* " + comment.text() + " */";
    }
    return comment.text().isEmpty() ? "//" : "// " + comment.text();
  }

  private static boolean isBlock(Comment comment) {
    return comment.text().indexOf('\n') >= 0;
  }

  /** Where the plan's closing brace is: comments behind it stay behind it. */
  private int lastBrace(SourceSpan plan) {
    String source = plan.source().text();
    int brace = source.lastIndexOf('}');
    for (int index = comments.size() - 1; index >= 0; index--) {
      SourceSpan comment = comments.get(index).span();
      if (comment.start() < brace && brace < comment.end()) {
        brace = source.lastIndexOf('}', comment.start());
      }
    }
    return Math.max(brace, 0);
  }
}
