package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_OBJECT;

import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of objects, and where their lines stand. */
final class ObjectTexts {
  private static final Pattern RAW = Pattern.compile("(create|drop)\\s*\"\"\"[ \t]*\n?");
  private static final Pattern FINAL_NEWLINES = Pattern.compile("\n+\\z");

  private final Map<ObjectText.InFile, ObjectFile> files;
  private final Consumer<Diagnostic> problems;

  ObjectTexts(Map<ObjectText.InFile, ObjectFile> files, Consumer<Diagnostic> problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * A text that was found.
   *
   * @param text without a newline at its end
   * @param written where it is declared
   * @param file the file that contains it, if it is not in the declaration
   */
  record Located(String text, ObjectText written, Optional<SourceText> file) {

    /** The place of the word at an offset of the text; of the whole text if it is not known. */
    SourceSpan at(int offset) {
      String before = text.substring(0, offset);
      SourceSpan line = line((int) before.chars().filter(each -> each == '\n').count() + 1);
      if (file.isEmpty() && !RAW.matcher(written.span().text()).lookingAt()) {
        return line;
      }
      int start = before.lastIndexOf('\n') + 1;
      int indentation = 0;
      while (start + indentation < offset && isBlank(text.charAt(start + indentation))) {
        indentation++;
      }
      String all = line.source().text();
      int from = Math.min(line.start() + offset - start - indentation, all.length());
      int to = from;
      while (to < all.length() && Character.isJavaIdentifierPart(all.charAt(to))) {
        to++;
      }
      return line.source().span(from, Math.min(Math.max(to, from + 1), all.length()));
    }

    private static boolean isBlank(char each) {
      return each == ' ' || each == '\t';
    }

    /** The place of a line of the text, from 1; that of the whole text if it is not known. */
    SourceSpan line(int number) {
      if (file.isPresent()) {
        return line(file.get(), 0, number);
      }
      SourceSpan span = written.span();
      Matcher raw = RAW.matcher(span.text());
      return raw.lookingAt() ? line(span.source(), span.start() + raw.end(), number) : span;
    }

    private static SourceSpan line(SourceText source, int start, int number) {
      int at = start;
      for (int line = 1; line < number; line++) {
        int end = source.text().indexOf('\n', at);
        if (end < 0) {
          break;
        }
        at = end + 1;
      }
      // The first line can begin behind the quotes.
      String text = source.text().substring(at).lines().findFirst().orElse("");
      int indentation = text.length() - text.stripLeading().length();
      return source.span(
          Math.min(at + indentation, source.text().length()),
          Math.min(at + Math.max(text.stripTrailing().length(), 1), source.text().length()));
    }
  }

  /** The text; empty if a problem was reported. */
  Optional<Located> of(ObjectText text) {
    if (text instanceof ObjectText.Written written) {
      return Optional.of(new Located(withoutEnd(written.text()), written, Optional.empty()));
    }
    ObjectText.InFile named = (ObjectText.InFile) text;
    ObjectFile file = files.get(named);
    if (file instanceof ObjectFile.Found found) {
      return Optional.of(
          new Located(withoutEnd(found.source().text()), named, Optional.of(found.source())));
    }
    problems.accept(problem(named, file));
    return Optional.empty();
  }

  private static Diagnostic problem(ObjectText.InFile named, ObjectFile file) {
    if (file instanceof ObjectFile.Unusable unusable) {
      return unusable.problem();
    }
    return file instanceof ObjectFile.Refused refused
        ? Diagnostic.error(INVALID_OBJECT, named.path().span(), refused.message())
            .withHint(refused.hint())
        : Diagnostic.error(
            INVALID_OBJECT, named.path().span(), "a file cannot be named here; write the text");
  }

  private static String withoutEnd(String text) {
    return FINAL_NEWLINES.matcher(text).replaceFirst("");
  }
}
