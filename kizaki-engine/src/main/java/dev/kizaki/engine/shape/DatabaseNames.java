package dev.kizaki.engine.shape;

import dev.kizaki.engine.hash.Sha256;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives the names that the elements of a shape have in a database.
 *
 * <p>Names in a schema are ASCII, so that one character is one byte. PostgreSQL truncates names to
 * 63 bytes without an error (documentation, section 4.1.1). A longer name is truncated here
 * instead, and eight digits of a hash of the whole name keep it unique.
 */
public final class DatabaseNames {
  /** The longest name, in bytes. */
  public static final int LIMIT = 63;

  private static final int HASH_DIGITS = 8;

  /**
   * Names of types in pg_catalog and keywords of types. They would take precedence over an enum of
   * the same name.
   */
  private static final Set<String> BUILT_IN_TYPES =
      Stream.of(
              "abstime aclitem any anyarray anycompatible anycompatiblearray"
                  + " anycompatiblemultirange",
              "anycompatiblenonarray anycompatiblerange anyelement anyenum anymultirange"
                  + " anynonarray",
              "anyrange bigint bigserial bit bool boolean box bpchar bytea char character cid cidr",
              "circle cstring date datemultirange daterange dec decimal double event_trigger",
              "fdw_handler float float4 float8 gtsvector index_am_handler inet",
              "int int2 int2vector int4 int4multirange int4range int8 int8multirange int8range",
              "integer internal interval json jsonb jsonpath language_handler line lseg macaddr",
              "macaddr8 money name national nchar numeric nummultirange numrange oid oidvector"
                  + " path",
              "pg_brin_bloom_summary pg_brin_minmax_multi_summary pg_ddl_command pg_dependencies",
              "pg_lsn pg_mcv_list pg_ndistinct pg_node_tree pg_snapshot point polygon real record",
              "refcursor regclass regcollation regconfig regdictionary regnamespace regoper",
              "regoperator regproc regprocedure regrole regtype serial serial2 serial4 serial8",
              "setof smallint smallserial table_am_handler text tid time timestamp timestamptz",
              "timetz trigger tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange",
              "tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml")
          .flatMap(line -> Stream.of(line.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  /** Columns that every table has (PostgreSQL documentation, section 5.6). */
  public static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  private final NamingVersion version;

  public DatabaseNames(NamingVersion version) {
    this.version = Objects.requireNonNull(version, "version");
  }

  /** The version of the rules. */
  public NamingVersion version() {
    return version;
  }

  /** The table of an entity, or of a system entity that has no existing table. */
  public String table(String entity) {
    return limited(snakeCase(entity), "");
  }

  /** The column of a field. */
  public String column(String field) {
    return limited(snakeCase(field), "");
  }

  /** The enum type. If a built-in type has the name, {@code _enum} is appended. */
  public String enumType(String name) {
    String plain = snakeCase(name);
    return limited(BUILT_IN_TYPES.contains(plain) ? plain + "_enum" : plain, "");
  }

  /** The primary key constraint, and its index. */
  public String key(String entity) {
    return limited(snakeCase(entity), "_pkey");
  }

  /** The unique constraint, and its index. */
  public String unique(String entity, Unique unique) {
    return group(entity, unique);
  }

  /** The index of the database for an index of the schema. */
  public String index(String entity, Index index) {
    return group(entity, index);
  }

  /** The constraint or index for the group. */
  public String group(String entity, FieldGroup group) {
    return switch (group.kind()) {
      case KEY -> key(entity);
      case UNIQUE -> limited(joined(entity, group.fields()), "_key");
      case INDEX -> limited(joined(entity, group.fields()), "_idx");
    };
  }

  /** The foreign key constraint of a reference field. */
  public String foreignKey(String entity, String field) {
    return limited(joined(entity, List.of(field)), "_fkey");
  }

  /** The sequence of an identity column. */
  public String sequence(String entity, String field) {
    return limited(joined(entity, List.of(field)), "_seq");
  }

  private static String joined(String entity, List<String> fields) {
    return Stream.concat(Stream.of(entity), fields.stream())
        .map(DatabaseNames::snakeCase)
        .collect(Collectors.joining("_"));
  }

  /**
   * Converts {@code OrgMembership} to {@code org_membership}. A run of capitals is one word, so
   * that {@code HTTPServer} becomes {@code http_server}. Underscores are kept.
   */
  static String snakeCase(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isCapital(c) && i > 0 && startsWord(name, i)) {
        out.append('_');
      }
      out.append(isCapital(c) ? (char) (c - 'A' + 'a') : c);
    }
    return out.toString();
  }

  private static boolean startsWord(String name, int at) {
    char before = name.charAt(at - 1);
    if (before == '_') {
      return false;
    }
    boolean beforeSmall = at + 1 < name.length() && isSmall(name.charAt(at + 1));
    return !isCapital(before) || beforeSmall;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static String limited(String stem, String suffix) {
    if (stem.length() + suffix.length() <= LIMIT) {
      return stem + suffix;
    }
    String hash = "_" + hash(stem);
    return stem.substring(0, LIMIT - hash.length() - suffix.length()) + hash + suffix;
  }

  private static String hash(String text) {
    return Sha256.hex(text).substring(0, HASH_DIGITS);
  }
}
