package dev.kizaki.engine.liquibase;

import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.ChangeSet;
import dev.kizaki.engine.changelog.Changelog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.change.core.RawSQLChange;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.precondition.core.SqlPrecondition;
import liquibase.serializer.core.xml.XMLChangeLogSerializer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Writes change sets by Liquibase's serializer, with the elements in the order that its XML schema
 * requires.
 */
final class ChangeSetElements {
  /** Attributes with their default values, which are left out. */
  private static final Set<String> DEFAULTS = Set.of("onError=HALT", "onSqlOutput=IGNORE");

  private final Serializer serializer;
  private final Document document;
  private final String logicalFilePath;

  ChangeSetElements(Document document, String logicalFilePath) {
    this.serializer = new Serializer(document);
    this.document = document;
    this.logicalFilePath = logicalFilePath;
  }

  /** The element of a change set, with its texts not escaped. */
  Element of(ChangeSet changeSet) {
    var written =
        new liquibase.changelog.ChangeSet(
            changeSet.id(),
            Changelog.AUTHOR,
            false,
            false,
            logicalFilePath,
            null,
            null,
            changeSet.transactional(),
            ObjectQuotingStrategy.QUOTE_ALL_OBJECTS,
            null);
    written.setLogicalFilePath(logicalFilePath);
    written.setComments(KeptText.visible(changeSet.comment()));
    written.setPreconditions(onlyIfZero(changeSet.onlyIfZero()));
    changes(changeSet.changes()).forEach(written::addChange);
    changes(changeSet.rollback()).forEach(written::addRollbackChange);
    return inOrder(serializer.createNode(written));
  }

  private static PreconditionContainer onlyIfZero(String query) {
    SqlPrecondition zero = new SqlPrecondition();
    zero.setExpectedResult("0");
    zero.setSql(query);
    PreconditionContainer container = new PreconditionContainer();
    container.setOnFail(FailOption.MARK_RAN);
    container.addNestedPrecondition(zero);
    return container;
  }

  private static List<liquibase.change.Change> changes(List<Change> changes) {
    List<liquibase.change.Change> written = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Native known) {
        written.addAll(NativeChanges.of(known.ddl()));
      } else if (change instanceof Change.Sql sql) {
        written.add(sql(sql.text()));
      } else {
        throw new IllegalStateException("no kind of change: " + change);
      }
    }
    return written;
  }

  private static RawSQLChange sql(String text) {
    RawSQLChange change = new RawSQLChange(text);
    change.setSplitStatements(false);
    change.setStripComments(false);
    return change;
  }

  /**
   * Moves the preconditions to the beginning: Liquibase writes and reads comments before them, but
   * its XML schema does not allow that.
   */
  private Element inOrder(Element changeSet) {
    Element preconditions = child(changeSet, "preConditions");
    for (String each : DEFAULTS) {
      String[] parts = each.split("=");
      if (preconditions.getAttribute(parts[0]).equals(parts[1])) {
        preconditions.removeAttribute(parts[0]);
      }
    }
    changeSet.insertBefore(preconditions, changeSet.getFirstChild());
    if (child(changeSet, "rollback") == null) {
      changeSet.appendChild(document.createElementNS(changeSet.getNamespaceURI(), "rollback"));
    }
    return changeSet;
  }

  private static Element child(Element parent, String name) {
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (name.equals(each.getLocalName())) {
        return (Element) each;
      }
    }
    return null;
  }

  /** Liquibase's serializer, which would refuse characters that XML can contain. */
  private static final class Serializer extends XMLChangeLogSerializer {
    Serializer(Document document) {
      super(document);
    }

    @Override
    protected String checkString(String text) {
      return text;
    }
  }
}
