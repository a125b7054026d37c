package dev.kizaki.engine.shape;

import dev.kizaki.engine.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the names that the elements of a shape have in a database: those that the shape states, and
 * derived ones for all others. Keys, uniques, indexes, foreign keys and sequences have names that
 * are derived from those of the table and its columns.
 *
 * <p>PostgreSQL truncates names to 63 bytes without an error (documentation, section 4.1.1). A
 * longer derived name is truncated here instead, and eight digits of a hash of the whole name keep
 * it unique.
 */
public final class DatabaseNames {
  /** The longest name, in bytes. */
  public static final int LIMIT = 63;

  private static final int HASH_DIGITS = 8;

  /** What the names of objects end in that exist only while a migration runs in stages. */
  public static final String TEMPORARY = "~kz";

  /** What the names of kizaki's own tables, types and columns start with. */
  private static final String OWN = "__kizaki_";

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

  /** The rules for new snapshots. */
  public static final DatabaseNames CURRENT = new DatabaseNames(NamingVersion.CURRENT);

  private final NamingVersion version;

  public DatabaseNames(NamingVersion version) {
    this.version = Objects.requireNonNull(version, "version");
  }

  /** The version of the rules. */
  public NamingVersion version() {
    return version;
  }

  /** The table of an entity. */
  public String table(Entity entity) {
    return entity.table().orElseGet(() -> derivedTable(entity.name()));
  }

  /** The table of the built-in user, if it has no existing one. */
  public String table(BuiltInUser entity) {
    return derivedTable(entity.name());
  }

  /** The table of an entity that does not name another one. */
  public String derivedTable(String entity) {
    return limited(snakeCase(entity), "");
  }

  /** The column of a field. */
  public String column(Field field) {
    return field.column().orElseGet(() -> derivedColumn(field.name()));
  }

  /** The column of a field that does not name another one. */
  public String derivedColumn(String field) {
    return limited(snakeCase(field), "");
  }

  /** The type of an enum. */
  public String enumType(EnumType enumType) {
    return enumType.type().orElseGet(() -> derivedEnumType(enumType.name()));
  }

  /**
   * The type of an enum that does not name another one. If a built-in type has the name, {@code
   * _enum} is appended.
   */
  public String derivedEnumType(String name) {
    String plain = snakeCase(name);
    return limited(BUILT_IN_TYPES.contains(plain) ? plain + "_enum" : plain, "");
  }

  /** Whether the name without a schema means a type of PostgreSQL. */
  public static boolean isBuiltInType(String name) {
    return BUILT_IN_TYPES.contains(name);
  }

  /** The primary key constraint, and its index. */
  public String key(Entity entity) {
    return entity.key().flatMap(Key::named).orElseGet(() -> derivedKey(entity));
  }

  /** The primary key constraint that has no recorded name. */
  private String derivedKey(Entity entity) {
    return limited(stem(entity), "_pkey");
  }

  /** The primary key constraint of the built-in user, if it has no existing table. */
  public String key(BuiltInUser entity) {
    return limited(snakeCase(entity.name()), "_pkey");
  }

  /** The constraint or index for the group. */
  public String group(Entity entity, FieldGroup group) {
    return group.named().orElseGet(() -> derivedGroup(entity, group));
  }

  /** The constraint or index for a group that has no recorded name. */
  public String derivedGroup(Entity entity, FieldGroup group) {
    return switch (group.kind()) {
      case KEY -> derivedKey(entity);
      case UNIQUE -> limited(joined(entity, group.fields()), "_key");
      case INDEX -> limited(joinedElements(entity, (Index) group), "_idx");
    };
  }

  /** The constraint of a check. */
  public String check(Entity entity, Check check) {
    return check.named().orElseGet(() -> derivedCheck(entity, check));
  }

  /**
   * The constraint of a check that has no recorded name. As in PostgreSQL it contains the column if
   * the check is about one only. If the entity has several checks that would have one name, each
   * contains eight digits of a hash of its expression, so that no name depends on their order.
   */
  public String derivedCheck(Entity entity, Check check) {
    List<String> subject = subject(check);
    boolean alone =
        entity.checks().stream()
            .allMatch(
                other ->
                    other.expression().equals(check.expression())
                        || !subject(other).equals(subject));
    String stem = joined(entity, subject);
    return limited(alone ? stem : stem + "_" + hash(check.sql()), "_check");
  }

  /** The field that a check is about; none if it is about several ones, or about no field. */
  private static List<String> subject(Check check) {
    List<String> fields = check.expression().fields();
    return fields.size() == 1 ? fields : List.of();
  }

  /** The foreign key constraint of a reference field. */
  public String foreignKey(Entity entity, String field) {
    return entity
        .field(field)
        .flatMap(Field::reference)
        .flatMap(to -> to.options().named())
        .orElseGet(() -> derivedForeignKey(entity, field));
  }

  /** The foreign key constraint of a reference field that has no recorded name. */
  public String derivedForeignKey(Entity entity, String field) {
    return limited(joined(entity, List.of(field)), "_fkey");
  }

  /** The foreign key constraint. */
  public String foreignKey(ForeignKey key) {
    return key.options().named().orElseGet(() -> derivedForeignKey(key));
  }

  /** The foreign key constraint that has no recorded name. */
  public String derivedForeignKey(ForeignKey key) {
    return limited(joined(key.entity(), key.fields()), "_fkey");
  }

  /** The sequence that a column owns. */
  public String sequence(Entity entity, String field) {
    return entity
        .field(field)
        .map(found -> sequence(entity, found))
        .orElseGet(() -> derivedSequence(entity, field));
  }

  /**
   * The sequence that a column owns.
   *
   * @param field the field before or after a change of the entity's field of that name
   */
  public String sequence(Entity entity, Field field) {
    return field
        .ownedSequence()
        .flatMap(DefaultValue.OwnedSequence::named)
        .orElseGet(() -> derivedSequence(entity, field.name()));
  }

  /** The sequence that a column owns and that has no recorded name. */
  public String derivedSequence(Entity entity, String field) {
    return limited(joined(entity, List.of(field)), "_seq");
  }

  /** A sequence that the schema declares. */
  public String sequence(DeclaredSequence sequence) {
    return sequence.sequence().orElseGet(() -> derivedSequence(sequence.name()));
  }

  /** A declared sequence that does not name another one. */
  public String derivedSequence(String name) {
    return limited(snakeCase(name), "");
  }

  /** The name of an element, if the shape has it. An object has none of its own. */
  public Optional<String> of(ShapeView shape, NamedElement element) {
    return switch (element.kind()) {
      case ENTITY ->
          shape
              .entity(element.name())
              .map(this::table)
              .or(
                  () ->
                      shape
                          .systemEntity(element.name())
                          .map(
                              system ->
                                  system
                                      .table()
                                      .map(SystemEntity.ExistingTable::table)
                                      .orElseGet(() -> derivedTable(system.name()))));
      case FIELD -> shape.field(element.owner(), element.name()).map(this::column);
      case ENUM -> shape.enumType(element.name()).map(this::enumType);
      case SEQUENCE -> shape.sequence(element.name()).map(this::sequence);
      case OBJECT -> Optional.empty();
      case VALUE ->
          shape
              .enumType(element.owner())
              .filter(found -> found.values().contains(element.name()))
              .map(found -> found.label(element.name()));
    };
  }

  /** The name of an element that does not state another one. */
  public String derived(NamedElement element) {
    return switch (element.kind()) {
      case ENTITY -> derivedTable(element.name());
      case FIELD -> derivedColumn(element.name());
      case ENUM -> derivedEnumType(element.name());
      case SEQUENCE -> derivedSequence(element.name());
      case OBJECT ->
          throw new IllegalArgumentException("%s has no name of its own".formatted(element.text()));
      case VALUE -> element.name();
    };
  }

  /** What is wrong with a name that a schema states for a table, a column or a type. */
  public static Optional<String> problem(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty, but a name in PostgreSQL has at least one character");
    }
    if (name.startsWith(OWN)) {
      return Optional.of(
          "starts with %s, which is reserved for kizaki's own tables".formatted(OWN));
    }
    return problemOfLabel(name);
  }

  /** What is wrong with a label that a schema states for a value; it may be empty. */
  public static Optional<String> problemOfLabel(String label) {
    if (label.indexOf('\0') >= 0) {
      return Optional.of("contains the character NUL, which PostgreSQL does not allow in a name");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(label)) {
      return Optional.of("contains half of a character");
    }
    int bytes = bytes(label);
    return bytes > LIMIT
        ? Optional.of(
            "has %d bytes in UTF-8, but a name in PostgreSQL has at most %d"
                .formatted(bytes, LIMIT))
        : Optional.empty();
  }

  private static String joined(Entity entity, List<String> fields) {
    return Stream.concat(
            Stream.of(stem(entity)), fields.stream().map(name -> columnPart(entity, name)))
        .collect(Collectors.joining("_"));
  }

  /** The part of a name that stands for a column: a derived one is not truncated yet. */
  private static String columnPart(Entity entity, String field) {
    return entity.field(field).flatMap(Field::column).orElseGet(() -> snakeCase(field));
  }

  /**
   * As PostgreSQL does, the function stands for an expression that calls one, and {@code expr} for
   * any other; a part that occurs again gets a number.
   */
  private static String joinedElements(Entity entity, Index index) {
    List<String> parts = new ArrayList<>(List.of(stem(entity)));
    Set<String> used = new HashSet<>();
    for (IndexedValue element : index.elements()) {
      String part =
          element
              .field()
              .map(name -> columnPart(entity, name))
              .orElseGet(() -> element.expression().orElseThrow().word());
      String free = part;
      for (int number = 1; !used.add(free); number++) {
        free = part + number;
      }
      parts.add(free);
    }
    return String.join("_", parts);
  }

  /** What the names of dependents start with: a derived name is not truncated yet. */
  private static String stem(Entity entity) {
    return entity.table().orElseGet(() -> snakeCase(entity.name()));
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

  /**
   * The name of an object that exists only while a migration runs in stages. A name that ends in
   * {@value #TEMPORARY} belongs to kizaki.
   *
   * @param stem what the name starts with, shortened if it is too long
   */
  public static String temporary(String stem) {
    return limited(stem, TEMPORARY);
  }

  private static String limited(String stem, String suffix) {
    if (bytes(stem) + suffix.length() <= LIMIT) {
      return stem + suffix;
    }
    String hash = "_" + hash(stem);
    int room = LIMIT - hash.length() - suffix.length();
    int end = Math.min(room, stem.length());
    while (bytes(stem.substring(0, end)) > room || isInsideCharacter(stem, end)) {
      end--;
    }
    return stem.substring(0, end) + hash + suffix;
  }

  private static boolean isInsideCharacter(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String text) {
    return Sha256.hex(text).substring(0, HASH_DIGITS);
  }
}
