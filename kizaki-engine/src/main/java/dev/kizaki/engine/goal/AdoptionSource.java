package dev.kizaki.engine.goal;

import dev.kizaki.engine.adopt.FoundSchema;
import dev.kizaki.engine.adopt.Unmanaged;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.catalog.read.AdoptionFacts;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the goal adopt reads of a database, in one transaction.
 *
 * @param found the objects of the schema, without those of extensions, of Flyway and of Liquibase,
 *     and without partitions
 * @param unmanaged why tables stay unmanaged, as far as their objects do not show it
 * @param usedKeys the columns whose sequence has used more than half of the numbers of their type
 * @param major the major version of the server
 */
record AdoptionSource(
    FoundSchema found, List<Unmanaged> unmanaged, List<ObjectName> usedKeys, int major) {
  private static final String PARTITION = "PARTITION";

  AdoptionSource {
    unmanaged = List.copyOf(unmanaged);
    usedKeys = List.copyOf(usedKeys);
  }

  /**
   * @throws Refusal when the schema does not exist, or holds nothing to adopt, or belongs to kizaki
   *     already, or holds tables that the role may not read
   */
  static AdoptionSource read(ReadSession session, String schema) {
    AdoptionFacts facts = session.adoptionFacts();
    refuseHistory(session, schema);
    Set<String> tables =
        session.catalog(Set.of()).stream()
            .filter(each -> each.name().kind() == ObjectKind.TABLE)
            .filter(each -> !each.values(Property.ANOMALIES).contains(PARTITION))
            .map(each -> each.name().name())
            .filter(each -> !facts.flyway().contains(each))
            .collect(Collectors.toCollection(HashSet::new));
    if (tables.isEmpty()) {
      throw nothing(schema, facts);
    }
    List<String> forbidden = facts.forbidden().stream().filter(tables::contains).toList();
    if (!forbidden.isEmpty()) {
      throw forbidden(schema, forbidden);
    }
    List<CatalogObject> objects =
        session.catalog(tables).stream()
            .filter(
                each ->
                    each.name().kind() != ObjectKind.TABLE || tables.contains(each.name().name()))
            .toList();
    return new AdoptionSource(
        new FoundSchema(
            schema,
            objects,
            facts.comments(),
            session.expressions(),
            extensions(facts, tables),
            facts.referenced(),
            session.objects()),
        unmanaged(facts, tables),
        facts.usedKeys().stream().filter(each -> tables.contains(each.table().orElse(""))).toList(),
        session.serverMajor());
  }

  private static List<Unmanaged> unmanaged(AdoptionFacts facts, Set<String> tables) {
    List<Unmanaged> all = new ArrayList<>();
    for (String table : tables) {
      if (facts.parents().contains(table)) {
        all.add(new Unmanaged(table, "another table inherits from it", ""));
      }
      facts.needs().getOrDefault(table, List.of()).stream()
          .filter(need -> !need.isExtension())
          .forEach(
              need ->
                  all.add(
                      new Unmanaged(
                          table, "it needs the %s %s".formatted(need.noun(), need.name()), "")));
    }
    return all;
  }

  private static Map<String, Set<String>> extensions(AdoptionFacts facts, Set<String> tables) {
    Map<String, Set<String>> extensions = new HashMap<>();
    for (String table : tables) {
      Set<String> needed =
          facts.needs().getOrDefault(table, List.of()).stream()
              .filter(AdoptionFacts.Need::isExtension)
              .map(AdoptionFacts.Need::name)
              .collect(Collectors.toSet());
      if (!needed.isEmpty()) {
        extensions.put(table, needed);
      }
    }
    return extensions;
  }

  /**
   * Why further tables stay unmanaged, because the server of the proof lacks an extension.
   *
   * @param available the extensions that the server of the proof can create
   */
  List<Unmanaged> unmanagedWith(Set<String> available) {
    List<Unmanaged> all = new ArrayList<>(unmanaged);
    found
        .extensions()
        .forEach(
            (table, needed) ->
                needed.stream()
                    .filter(each -> !available.contains(each))
                    .forEach(
                        each ->
                            all.add(
                                new Unmanaged(
                                    table,
                                    "it needs the extension %s, which the embedded server lacks"
                                        .formatted(each),
                                    ""))));
    return all;
  }

  private static void refuseHistory(ReadSession session, String schema) {
    if (session.heldNames(Set.of(HistoryTable.NAME)).isEmpty()) {
      return;
    }
    throw new Refusal(
        RefusalCode.ADOPTED_WITH_HISTORY,
        """
        The schema %s has a history of kizaki already: there is a table %s in it.
        Take the migrations of that history, or use a databaseSchema that kizaki does not manage.\
        """
            .formatted(schema, HistoryTable.NAME));
  }

  private static Refusal nothing(String schema, AdoptionFacts facts) {
    String elsewhere =
        facts.otherSchemas().isEmpty()
            ? "there are no tables in any other schema either"
            : "there %s %s"
                .formatted(
                    facts.otherSchemas().get(facts.otherSchemas().firstKey()) == 1 ? "is" : "are",
                    facts.otherSchemas().entrySet().stream()
                        .map(
                            each ->
                                "%s in %s"
                                    .formatted(
                                        Plurals.count(each.getValue(), "table"), each.getKey()))
                        .collect(Collectors.joining(", ")));
    return new Refusal(
        RefusalCode.NOTHING_TO_ADOPT,
        """
        Nothing found in schema %s%s; %s.
        Set databaseSchema to the schema that holds the tables, or connect to another database.\
        """
            .formatted(
                schema,
                facts.schemaExists() ? "" : ", which does not exist or which this role may not use",
                elsewhere));
  }

  private static Refusal forbidden(String schema, List<String> tables) {
    return new Refusal(
        RefusalCode.TABLES_FORBIDDEN,
        """
        The role may not read %s of schema %s: %s.
        Connect as the owner of the tables, or grant it SELECT on them.\
        """
            .formatted(Plurals.count(tables.size(), "table"), schema, String.join(", ", tables)));
  }
}
