package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

/**
 * Copies the owner, the privileges and the comment of a type to the type that replaces it. The
 * owner is copied if the role may give the type away: it must be able to act as the owner, who
 * needs the right to create in the schema (PostgreSQL documentation, ALTER TYPE). The grantor of
 * each privilege becomes the owner.
 */
final class CopiedType {
  private static final String COPY =
"""
DECLARE
  command text;
BEGIN
  FOR command IN
    WITH source AS (SELECT * FROM pg_catalog.pg_type WHERE oid = %2$s::pg_catalog.regtype),
    target AS (SELECT * FROM pg_catalog.pg_type WHERE oid = %1$s::pg_catalog.regtype),
    step (place, command) AS (
      SELECT 1, pg_catalog.format('ALTER TYPE %%s OWNER TO %%s',
        %1$s, s.typowner::pg_catalog.regrole)
      FROM source AS s, target AS t
      WHERE s.typowner <> t.typowner AND pg_catalog.pg_has_role(s.typowner, %3$s)
        AND pg_catalog.has_schema_privilege(s.typowner, s.typnamespace, 'CREATE')
      UNION ALL SELECT 2, pg_catalog.format('REVOKE ALL ON TYPE %%s FROM %%s', %1$s,
        CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE p.grantee::pg_catalog.regrole::text END)
      FROM source AS s, target AS t, LATERAL pg_catalog.aclexplode(
        coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))) AS p
      WHERE coalesce(s.typacl, t.typacl) IS NOT NULL
      UNION ALL SELECT 3, pg_catalog.format('GRANT ALL ON TYPE %%s TO %%s%%s', %1$s,
        CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE p.grantee::pg_catalog.regrole::text END,
        CASE WHEN p.is_grantable THEN ' WITH GRANT OPTION' END)
      FROM source AS s, target AS t, LATERAL pg_catalog.aclexplode(
        coalesce(s.typacl, pg_catalog.acldefault('T', s.typowner))) AS p
      WHERE coalesce(s.typacl, t.typacl) IS NOT NULL
      UNION ALL SELECT 4, pg_catalog.format('COMMENT ON TYPE %%s IS %%L', %1$s,
        pg_catalog.obj_description(oid, 'pg_type')) FROM source
    )
    SELECT s.command FROM step AS s ORDER BY s.place
  LOOP
    EXECUTE command;
  END LOOP;
END\
""";

  private static final String MAY_ACT_AS =
      """
      CASE WHEN pg_catalog.current_setting('server_version_num')::int < 160000 \
      THEN 'MEMBER' ELSE 'SET' END\
      """;

  private CopiedType() {}

  /**
   * @param type the new type, quoted
   * @param old the type that it replaces, quoted
   */
  static String command(String type, String old) {
    return "DO " + string(COPY.formatted(string(type), string(old), MAY_ACT_AS));
  }
}
