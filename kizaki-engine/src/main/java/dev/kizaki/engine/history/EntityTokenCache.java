package dev.kizaki.engine.history;

import dev.kizaki.engine.shape.Entity;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The bytes that an entity has in a digest, made once for each. The snapshots of a history share
 * the entities that stay as they are, and every digest is taken over all of them.
 */
final class EntityTokenCache {
  private final Map<Entity, byte[]> forms = new IdentityHashMap<>();

  byte[] of(Entity entity) {
    return forms.computeIfAbsent(entity, EntityTokenCache::form);
  }

  private static byte[] form(Entity entity) {
    DigestTokens tokens = new DigestTokens();
    new ShapeTokens(tokens).entity(entity);
    return tokens.bytes();
  }
}
