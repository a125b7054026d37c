package dev.kizaki.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FollowedRenameTest {
  private static final EnumType STATUS = new EnumType("Status", List.of("Old", "Done"));
  private static final Field FIELD = field("s", new FieldType.OfEnum("Status", false));
  private static final Entity ENTITY =
      new Entity(
          "T",
          List.of(
              FIELD,
              field("list", new FieldType.OfEnum("Status", true)),
              field("t", FieldType.of(Scalar.STRING))),
          Optional.empty(),
          List.of(),
          List.of());
  private static final Shape SHAPE =
      Shape.of(List.of(), List.of(STATUS), List.of(), List.of(ENTITY));

  private static Field field(String name, FieldType type) {
    return new Field(name, type, true, Optional.empty());
  }

  private static Optional<String> label(String sql) {
    return FollowedRename.label(STATUS, "Old", "It's")
        .renamed(SHAPE, ENTITY, Optional.empty(), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s = 'Old'                              | s = 'It''s'",
        "\"s\" != 'Old' and 'Old' <= s          | \"s\" != 'It''s' and 'It''s' <= s",
        "s not in ('Done', 'Old')               | s not in ('Done', 'It''s')",
        "s is not distinct from 'Old'           | s is not distinct from 'It''s'",
        "s = any (array['Old', 'Done'])         | s = any (array['It''s', 'Done'])",
        "f(array['Old']::status[])              | f(array['It''s']::status[])",
        "'Old' = any (list)                     | 'It''s' = any (list)",
        "f('Old'::public.status)                | f('It''s'::public.status)",
        "cast('Old' as \"status\") = f(x)       | cast('It''s' as \"status\") = f(x)",
        "status 'Old' = f(x)                    | status 'It''s' = f(x)",
        "(s = 'Old') = (t = 'Old')              | (s = 'It''s') = (t = 'Old')",
        "s = 'Old' and t in ('Old')             | s = 'It''s' and t in ('Old')",
        "s = 'Old' and t <> 'Old'::text         | s = 'It''s' and t <> 'Old'::text",
        "s = 'Old' and date 'Old' is null       | s = 'It''s' and date 'Old' is null",
        "s = 'Old' or 'Old'::text::status = s   | s = 'It''s' or 'Old'::text::status = s",
        "s = 'Older'                            | s = 'Older'"
      })
  void aLabelIsFollowedWhereAStringIsCertainlyOne(String before, String after) {
    assertThat(label(before)).contains(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coalesce(s, 'Old') = 'Done'",
        "s = E'Old'",
        "s = E'\\117ld'",
        "s = $$Old$$",
        "s = U&'Old'",
        "s = 'Old' || t",
        "t || s = 'Old'",
        "t.s = 'Old'",
        "(s, t) = ('Old', 'x')",
        "case s when 'Old' then 1 end",
        "list = '{Old,Done}'::status[]",
        "'Old'"
      })
  void anUncertainStringIsNotFollowed(String sql) {
    assertThat(label(sql.equals("'Old'") ? "s = 'Done' or f('Old')" : sql)).isEmpty();
  }

  @Test
  void aWholeValueHasTheTypeOfItsColumn() {
    FollowedRename rename = FollowedRename.label(STATUS, "Old", "New");
    assertThat(rename.renamed(SHAPE, ENTITY, Optional.of(FIELD), "('Old')")).contains("('New')");
    assertThat(rename.renamed(SHAPE, ENTITY, ENTITY.field("t"), "'Old'")).contains("'Old'");
    assertThat(rename.renamed(SHAPE, ENTITY, ENTITY.field("list"), "'{Old}'")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "status = 'a'::status                | status = 'a'::state",
        "x::STATUS[] = x::app.status[]       | x::state[] = x::app.state[]",
        "x::\"status\" = x::\"Status\"       | x::\"state\" = x::\"Status\"",
        "cast(status as status)              | cast(status as state)",
        "status.status = status 'a'          | status.status = state 'a'",
        "x::pg_catalog.status is null        | x::pg_catalog.status is null",
        "x = 'status'                        | x = 'status'"
      })
  void aTypeIsFollowed(String before, String after) {
    assertThat(type(before, "state")).contains(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status(x)", "f('status'::regtype)", "'{}'::_status"})
  void anUncertainTypeIsNotFollowed(String sql) {
    assertThat(type(sql, "state")).isEmpty();
  }

  @Test
  void aTypeThatPostgresqlWouldHideIsNotFollowed() {
    assertThat(type("'a'::status", "text")).isEmpty();
    assertThat(type("'a'::status", "My Type")).contains("'a'::\"My Type\"");
  }

  private static Optional<String> type(String sql, String to) {
    return new FollowedRename.OfType("status", to).renamed(SHAPE, ENTITY, Optional.empty(), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nextval('seq')                      | nextval('\"It''s\"')",
        "pg_catalog.nextval('SEQ')           | pg_catalog.nextval('\"It''s\"')",
        "f('app.\"seq\"'::regclass)          | f('app.\"It''s\"'::regclass)",
        "f(cast('seq' as regclass))          | f(cast('\"It''s\"' as regclass))",
        "nextval('\"Seq\"')                  | nextval('\"Seq\"')",
        "nextval('seq'::text)                | nextval('seq'::text)",
        "seq + f('x seq')                     | seq + f('x seq')"
      })
  void aSequenceIsFollowed(String before, String after) {
    assertThat(sequence(before)).contains(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f('seq')", "nextval(E'seq')"})
  void anUncertainSequenceIsNotFollowed(String sql) {
    assertThat(sequence(sql)).isEmpty();
  }

  private static Optional<String> sequence(String sql) {
    return new FollowedRename.OfSequence("seq", "It's")
        .renamed(SHAPE, ENTITY, Optional.empty(), sql);
  }

  @Test
  void aStringThatIsNoLabelIsFound() {
    assertThat(unknown("s = 'Odd' and t = 'Any'")).contains("Odd");
    assertThat(unknown("s = 'Old' or f('Odd') or x = 'Odd'::other.status")).isEmpty();
  }

  private static Optional<String> unknown(String sql) {
    return EntityExpressions.unknownLabel(
        SHAPE, ENTITY, Optional.empty(), STATUS, EntityExpressions.of(ENTITY, sql));
  }
}
