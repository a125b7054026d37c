package dev.kizaki.engine.object;

import java.util.Objects;

/** What a command of an object does. */
public sealed interface CommandEffect {
  /** It makes something. */
  record Makes(MadeObject made) implements CommandEffect {
    public Makes {
      Objects.requireNonNull(made, "made");
    }
  }

  /**
   * It sets or removes the comment of something that an earlier command of the same text makes.
   *
   * @param target what stands between {@code comment on} and {@code is}, in one form of writing
   */
  record Comments(String target) implements CommandEffect {
    public Comments {
      Objects.requireNonNull(target, "target");
    }
  }

  /**
   * It changes something that an earlier command of the same text makes.
   *
   * @param subject the address of that, such as {@code function touch(integer)}
   */
  record Alters(MadeObject subject) implements CommandEffect {
    public Alters {
      Objects.requireNonNull(subject, "subject");
    }
  }

  /**
   * It makes an index of a materialized view that an earlier command of the same text makes.
   *
   * @param index the name of the index as the catalog keeps it
   * @param on the materialized view
   */
  record Indexes(String index, MadeObject on) implements CommandEffect {
    public Indexes {
      Objects.requireNonNull(index, "index");
      Objects.requireNonNull(on, "on");
    }
  }
}
