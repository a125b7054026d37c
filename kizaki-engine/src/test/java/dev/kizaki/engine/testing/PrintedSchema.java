package dev.kizaki.engine.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The schema {@code public} as the commands that its server prints for it, as {@code pg_dump}
 * writes them: a database that runs them has the expressions that PostgreSQL reads from its own
 * text, which it may print in another form.
 *
 * @param before what is made before the rows: extensions, types, sequences, tables
 * @param rows the command that copies a table out, for each table
 * @param after constraints, indexes, and the positions of sequences
 */
public record PrintedSchema(List<String> before, List<Rows> rows, List<String> after) {
  private static final String OPTIONS =
      " format('start %s increment %s minvalue %s maxvalue %s cache %s %s cycle', s.seqstart,"
          + " s.seqincrement, s.seqmin, s.seqmax, s.seqcache, case when not s.seqcycle then 'no' end)";

  /** A sequence belongs to an identity column if it depends on it internally. */
  private static final String IDENTITY =
      " (select 1 from pg_depend d where d.objid = s.seqrelid and d.deptype = 'i')";

  private static final List<String> BEFORE =
      List.of(
          """
          select format('create extension %I schema public', extname) from pg_extension
          where extnamespace = 'public'::regnamespace order by 1
          """,
          """
          select format('create type %s as enum (%s)', t.oid::regtype,
            (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
             from pg_enum e where e.enumtypid = t.oid))
          from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype = 'e' order by 1
          """,
          """
          select format('create sequence %s as %s ', s.seqrelid::regclass, s.seqtypid::regtype) ||
          """
              + OPTIONS
              + " from pg_sequence s join pg_class c on c.oid = s.seqrelid"
              + " where c.relnamespace = 'public'::regnamespace and not exists"
              + IDENTITY
              + " order by 1",
          """
          select format('create table %s (%s)', c.oid::regclass, (
            select string_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attgenerated <> '' then
                  format(' generated always as (%s) %s', pg_get_expr(d.adbin, d.adrelid),
                    case a.attgenerated when 's' then 'stored' else 'virtual' end)
                when a.attidentity <> '' then
                  format(' generated %s as identity (sequence name %s ',
                    case a.attidentity when 'a' then 'always' else 'by default' end,
                    s.seqrelid::regclass) ||
          """
              + OPTIONS
              + """
                   || ')'
                else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
              case when a.attnotnull then ' not null' end), ', ' order by a.attnum)
            from pg_attribute a
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_sequence s on a.attidentity <> ''
              and s.seqrelid = pg_get_serial_sequence(c.oid::regclass::text, a.attname)::regclass
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped))
          from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1
          """,
          """
          select format('alter sequence %s owned by %s.%I', s.seqrelid::regclass,
            d.refobjid::regclass, a.attname)
          from pg_sequence s
          join pg_depend d on d.objid = s.seqrelid and d.classid = 'pg_class'::regclass
            and d.deptype = 'a' and d.refobjsubid > 0
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid order by 1
          """);

  private static final String ROWS =
      """
      select c.oid::regclass::text, (select string_agg(quote_ident(attname), ', ' order by attnum)
        from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '')
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1
      """;

  private static final List<String> AFTER =
      List.of(
          """
          select format('alter table only %s add constraint %I %s', conrelid::regclass, conname,
            pg_get_constraintdef(oid))
          from pg_constraint where connamespace = 'public'::regnamespace
            and contype in ('p', 'u', 'c') order by 1
          """,
          """
          select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
          where c.relnamespace = 'public'::regnamespace
            and not exists (select 1 from pg_constraint n where n.conindid = c.oid
              and n.contype in ('p', 'u', 'x')) order by 1
          """,
          """
          select format('alter table only %s add constraint %I %s', conrelid::regclass, conname,
            pg_get_constraintdef(oid))
          from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' order by 1
          """,
          """
          select format('select setval(%L, %s)', s.seqrelid::regclass::text,
            pg_sequence_last_value(s.seqrelid))
          from pg_sequence s join pg_class c on c.oid = s.seqrelid
          where c.relnamespace = 'public'::regnamespace
            and pg_sequence_last_value(s.seqrelid) is not null order by 1
          """);

  /** The columns of a table that are written, and its rows as {@code COPY} writes them. */
  public record Rows(String target, byte[] bytes) {}

  /** What the server of this database prints. */
  public static PrintedSchema of(TestDatabase database) throws SQLException, IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = ''");
      List<Rows> rows = new ArrayList<>();
      try (ResultSet tables = statement.executeQuery(ROWS)) {
        while (tables.next()) {
          String target = "%s (%s)".formatted(tables.getString(1), tables.getString(2));
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("copy " + target + " to stdout", bytes);
          rows.add(new Rows(target, bytes.toByteArray()));
        }
      }
      return new PrintedSchema(texts(statement, BEFORE), rows, texts(statement, AFTER));
    }
  }

  /** The same schema with empty tables. */
  public PrintedSchema withoutRows() {
    return new PrintedSchema(before, List.of(), after);
  }

  /** Makes the schema and its rows in an empty database, of this or a later major version. */
  public void restore(TestDatabase database) throws SQLException, IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = ''");
      statement.execute(String.join(";\n", before));
      for (Rows each : rows) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy " + each.target() + " from stdin", new ByteArrayInputStream(each.bytes()));
      }
      statement.execute(String.join(";\n", after));
    }
  }

  private static List<String> texts(Statement statement, List<String> queries) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (String query : queries) {
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }
}
