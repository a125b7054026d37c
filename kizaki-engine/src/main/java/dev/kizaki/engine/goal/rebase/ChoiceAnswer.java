package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Decision;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to a choice: a statement of the option that is meant, or the beginning of one, such as
 * {@code change Task.points}. With {@code not} before it, the other option is meant.
 *
 * @param statement the statement or its beginning, with single spaces
 */
record ChoiceAnswer(String statement, boolean negated) {
  private static final String NOT = "not ";

  /** The answer to a choice without statements, which only says what a person has to do. */
  private static final String NOTHING = "nothing";

  /** What a short answer leaves out: a definition, a list, or a value. */
  private static final Pattern DETAILS = Pattern.compile("[:{(\"]| = | set ");

  static ChoiceAnswer of(String text) {
    String words = singleSpaced(text);
    return words.startsWith(NOT)
        ? new ChoiceAnswer(words.substring(NOT.length()).strip(), true)
        : new ChoiceAnswer(words, false);
  }

  /**
   * The option that is meant.
   *
   * @return empty if the answer is about another choice, or if both options have such a statement
   */
  Optional<Decision> decides(Choice choice) {
    if (isEmpty(choice)) {
      return statement.equals(NOTHING) && !negated
          ? Optional.of(Decision.EITHER)
          : Optional.empty();
    }
    boolean first = occursIn(choice.eitherStatements());
    boolean second = occursIn(choice.or());
    return first == second
        ? Optional.empty()
        : Optional.of(first == negated ? Decision.OR : Decision.EITHER);
  }

  private static boolean isEmpty(Choice choice) {
    return choice.either().isEmpty() && choice.or().isEmpty();
  }

  private boolean occursIn(List<PlanStatement> statements) {
    return statements.stream().map(ChoiceAnswer::text).anyMatch(this::begins);
  }

  private boolean begins(String text) {
    if (statement.isEmpty() || !text.startsWith(statement)) {
      return false;
    }
    return text.length() == statement.length()
        || !isNamePart(text.charAt(statement.length()))
        || !isNamePart(statement.charAt(statement.length() - 1));
  }

  private static boolean isNamePart(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '.';
  }

  /**
   * The shortest answer that decides a choice in this way and no other choice.
   *
   * @param all all open choices
   * @return empty for the second option if both options are empty
   */
  static Optional<String> text(Choice choice, Decision decision, List<Choice> all) {
    if (isEmpty(choice)) {
      return Optional.of(NOTHING).filter(any -> decision == Decision.EITHER);
    }
    boolean first = !choice.eitherStatements().isEmpty();
    List<PlanStatement> statements = first ? choice.eitherStatements() : choice.or();
    String not = first == (decision == Decision.EITHER) ? "" : NOT;
    String whole = text(statements.get(statements.size() - 1));
    Matcher details = DETAILS.matcher(whole);
    String beginning = details.find() ? whole.substring(0, details.start()).strip() : whole;
    ChoiceAnswer answer = of(beginning);
    boolean unique =
        answer.decides(choice).isPresent()
            && all.stream().filter(each -> answer.mentions(each)).distinct().count() == 1;
    return Optional.of(not + (unique ? beginning : whole));
  }

  private boolean mentions(Choice choice) {
    return occursIn(choice.eitherStatements()) || occursIn(choice.or());
  }

  static String text(PlanStatement statement) {
    return singleSpaced(StatementText.of(statement));
  }

  private static String singleSpaced(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
