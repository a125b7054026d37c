package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The comments on what exists only while a migration runs in stages. */
final class HelperNotes {
  private static final String NOTE =
      "kizaki needs this while migration [^ ]+ is in progress, for its statement [0-9]+";

  private static final String READ =
      """
      with relation as (
        select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ?),
      object (class, oid, part, name) as (
        select 'pg_class', oid, 0, relname from relation where relkind in ('i', 'S')
        union all
        select 'pg_class', c.oid, a.attnum, a.attname
        from relation c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        union all
        select 'pg_constraint', k.oid, 0, k.conname
        from relation c join pg_constraint k on k.conrelid = c.oid
        union all
        select 'pg_trigger', t.oid, 0, t.tgname
        from relation c join pg_trigger t on t.tgrelid = c.oid
        union all
        select 'pg_proc', p.oid, 0, p.proname
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = ?
        union all
        select 'pg_type', y.oid, 0, y.typname
        from pg_type y join pg_namespace n on n.oid = y.typnamespace
        where n.nspname = ? and y.typtype = 'e')
      select o.class || ' ' || o.name, o.name like '%~kz', d.description
      from object o left join pg_description d
        on d.classoid = o.class::regclass and d.objoid = o.oid and d.objsubid = o.part\
      """;

  private HelperNotes() {}

  /** Each such object has its comment, and nothing else has one. */
  static void check(Connection connection, String schema) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      for (int i = 1; i <= 3; i++) {
        statement.setString(i, schema);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String comment = String.valueOf(row.getString(3));
          if (row.getBoolean(2) != comment.matches(NOTE)) {
            wrong.add(row.getString(1) + ": " + comment);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
