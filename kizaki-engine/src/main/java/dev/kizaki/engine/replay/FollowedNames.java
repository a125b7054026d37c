package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.sql.FollowedRename;

/** Follows a rename in the SQL expressions of all entities, as PostgreSQL does. */
final class FollowedNames {
  private FollowedNames() {}

  static void follow(WorkingShape shape, FollowedRename rename) {
    for (Entity entity : shape.withSql()) {
      Entity renamed = rename.in(shape, entity);
      if (!renamed.equals(entity)) {
        shape.put(renamed);
      }
    }
  }
}
