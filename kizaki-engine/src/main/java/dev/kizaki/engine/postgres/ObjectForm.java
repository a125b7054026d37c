package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.sql.PrintedForm;
import java.util.Objects;

/**
 * What PostgreSQL prints of something that an object in SQL makes.
 *
 * @param name its name in a report
 */
public record ObjectForm(ObjectKind kind, ObjectName name, PrintedForm form) {
  public ObjectForm {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(form, "form");
  }
}
