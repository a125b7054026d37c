package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseParser;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Examples of the right syntax, for the hints of items that contain an error. */
final class SyntaxExamples {
  static final String ANSWERS =
      "answers look like Task.points backfill 0, Task.code using sql(\"...\"), Status.Old ->"
          + " Status.New or drop Task.points";

  static final String OBJECT_ITEM =
      "the text is written create \"\"\"create view ...\"\"\", or create from \"views/open_task.sql\"";

  private SyntaxExamples() {}

  /** An example for the item that contains an error, if an example can help. */
  static Optional<String> hint(ParserRuleContext item, Token found, TokenStream tokens) {
    int start = item.getStart().getTokenIndex();
    int first = item.getStart().getType();
    return switch (item.getRuleIndex()) {
      case InspireBaseParser.RULE_singlePlanFile ->
          Optional.of("a plan file holds one migration and nothing else");
      case InspireBaseParser.RULE_entityItem, InspireBaseParser.RULE_typeItem ->
          member(item.getStart(), found);
      case InspireBaseParser.RULE_planItem ->
          first == InspireBaseParser.OPEN_BRACKET
              ? Optional.of("a question is written [RESOLVE] either { ... } or { ... }")
              : Optional.of(statement(first, tokens.get(start + 1).getType()));
      case InspireBaseParser.RULE_answer ->
          SyncPoints.isStatementWord(first)
              ? Optional.of(statement(first, tokens.get(start + 1).getType()))
              : Optional.of(ANSWERS);
      case InspireBaseParser.RULE_objectItem -> Optional.of(OBJECT_ITEM);
      case InspireBaseParser.RULE_sequenceItem -> Optional.of("an option is written increment: 50");
      default -> Optional.empty();
    };
  }

  private static Optional<String> member(Token first, Token found) {
    boolean atType = found.getTokenIndex() <= first.getTokenIndex() + 2;
    return switch (first.getType()) {
      case InspireBaseParser.AT_GRANT ->
          Optional.of("a grant is written @grant read where resource.ownerId == principal.id");
      case InspireBaseParser.AT_DENY -> Optional.of("a denial is written @deny delete to *");
      case InspireBaseParser.AT_WHY -> Optional.of("a reason is written @why(\"...\")");
      case InspireBaseParser.AT_ON ->
          Optional.of("a reaction is written @on(insert) trigger checkName");
      default ->
          atType
              ? Optional.of("a field is written %s: string".formatted(first.getText()))
              : Optional.empty();
    };
  }

  private static String statement(int word, int noun) {
    return "the form is "
        + switch (word) {
          case InspireBaseParser.ADD -> add(noun);
          case InspireBaseParser.DROP -> drop(noun);
          case InspireBaseParser.RENAME -> rename(noun);
          case InspireBaseParser.CHANGE ->
              switch (noun) {
                case InspireBaseParser.ENUM -> "change enum Status { Done, Todo }";
                case InspireBaseParser.CHECK ->
                    "change check Task(sql(\"points > 0\") -> sql(\"points >= 0\"))";
                case InspireBaseParser.SEQUENCE ->
                    "change sequence InvoiceSeq {} -> { increment: 50 }";
                case InspireBaseParser.OBJECT ->
                    "change object OpenTask { create \"@@ -1,1 +1,1 @@ ...\" }";
                case InspireBaseParser.REFERENCE ->
                    "change reference Task([title] -> Topic([name]))"
                        + " -> Task([title] -> Topic([name]), onDelete: cascade)";
                default -> "change Task.points: int -> bigint";
              };
          case InspireBaseParser.EXPAND -> "expand update Task set points = 0";
          case InspireBaseParser.UPDATE -> "update Task set points = 0 where sql(\"...\")";
          default -> "run sql(\"...\")";
        };
  }

  private static String add(int noun) {
    return switch (noun) {
      case InspireBaseParser.ENTITY -> "add entity Task { name: string }";
      case InspireBaseParser.ENUM -> "add enum Status { Todo, Done }";
      case InspireBaseParser.SEQUENCE -> "add sequence InvoiceSeq { increment: 50 }";
      case InspireBaseParser.OBJECT ->
          "add object OpenTask uses [Task] { create \"create view ...\" }";
      case InspireBaseParser.VALUE -> "add value Status.Done after Status.Todo";
      case InspireBaseParser.UNIQUE -> "add unique Task([title])";
      case InspireBaseParser.INDEX -> "add index Task([title])";
      case InspireBaseParser.REFERENCE -> "add reference Task([title] -> Topic([name]))";
      case InspireBaseParser.KEY -> "add key Task([id])";
      case InspireBaseParser.CHECK -> "add check Task(sql(\"points >= 0\"))";
      case InspireBaseParser.EXTENSION -> "add extension citext";
      case InspireBaseParser.EXTERNAL ->
          "add external LegacyUser from \"schema\".\"table\".\"id\": bigint";
      case InspireBaseParser.SYSTEM -> "add system __User from \"schema\".\"table\".\"id\": uuid";
      default ->
          "add Task.points: int backfill 0, or add entity, enum, value, unique, index, key,"
              + " check, reference, sequence, external, extension, object";
    };
  }

  private static String drop(int noun) {
    return switch (noun) {
      case InspireBaseParser.ENTITY -> "drop entity Task";
      case InspireBaseParser.ENUM -> "drop enum Status";
      case InspireBaseParser.SEQUENCE -> "drop sequence InvoiceSeq";
      case InspireBaseParser.OBJECT -> "drop object OpenTask";
      case InspireBaseParser.VALUE -> "drop value Status.Old -> Status.New, or -> none";
      case InspireBaseParser.UNIQUE -> "drop unique Task([title])";
      case InspireBaseParser.INDEX -> "drop index Task([title])";
      case InspireBaseParser.REFERENCE -> "drop reference Task([title] -> Topic([name]))";
      case InspireBaseParser.KEY -> "drop key Task";
      case InspireBaseParser.CHECK -> "drop check Task(sql(\"points >= 0\"))";
      default ->
          "drop Task.points, or drop entity, enum, value, unique, index, key, check, reference,"
              + " sequence, object";
    };
  }

  private static String rename(int noun) {
    return switch (noun) {
      case InspireBaseParser.ENTITY -> "rename entity Task -> Ticket";
      case InspireBaseParser.ENUM -> "rename enum Status -> State";
      case InspireBaseParser.SEQUENCE -> "rename sequence InvoiceSeq -> OrderSeq";
      case InspireBaseParser.OBJECT -> "rename object OpenTask -> ActiveTask";
      case InspireBaseParser.VALUE -> "rename value Status.Old -> Status.New";
      case InspireBaseParser.TABLE -> "rename table Task \"tasks\" -> \"task\"";
      case InspireBaseParser.COLUMN -> "rename column Task.ttl \"ttl\" -> \"time_to_live\"";
      case InspireBaseParser.TYPE -> "rename type Status \"st\" -> \"status\"";
      case InspireBaseParser.LABEL -> "rename label Status.Done \"done\" -> \"Done\"";
      case InspireBaseParser.KEY -> "rename key Task \"pk\" -> \"task_pkey\"";
      case InspireBaseParser.UNIQUE -> "rename unique Task([title]) \"uq\" -> \"task_title_key\"";
      case InspireBaseParser.INDEX -> "rename index Task([title]) \"ix\" -> \"task_title_idx\"";
      case InspireBaseParser.CHECK ->
          "rename check Task(sql(\"points >= 0\")) \"positive\" -> \"task_points_check\"";
      case InspireBaseParser.REFERENCE ->
          "rename reference Task.ownerId \"fk\" -> \"task_owner_id_fkey\"";
      default ->
          "rename Task.ownerId -> Task.assigneeId, or rename entity, enum, value, sequence, object,"
              + " table, column, type, label, key, unique, index, check,"
              + " reference";
    };
  }
}
