package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks whether renames that depend on each other are meant. They are answered together: all
 * elements were renamed, or none.
 *
 * @param inside the questions about members of the renamed elements, which the first choice
 *     contains
 */
public record RenameQuestion(List<OpenRename> renames, List<RenameQuestion> inside)
    implements ChangeQuestion {
  public RenameQuestion {
    renames = List.copyOf(renames);
    inside = List.copyOf(inside);
  }

  /** Whether more than one rename depends on the answer. */
  public boolean isJoined() {
    return renames.size() > 1;
  }

  /** The other renames that may be meant, by the rename that is asked about. */
  Map<RenameStatement, List<RenameStatement>> alternatives() {
    return renames.stream().collect(Collectors.toMap(OpenRename::rename, OpenRename::alternatives));
  }

  @Override
  public List<String> above() {
    return lines(OpenRename::comments);
  }

  @Override
  public Optional<String> beside() {
    return Optional.empty();
  }

  @Override
  public List<String> asked() {
    return lines(OpenRename::asked);
  }

  private List<String> lines(Function<OpenRename, List<String>> words) {
    List<String> lines = new ArrayList<>();
    renames.forEach(each -> lines.addAll(words.apply(each)));
    if (isJoined()) {
      lines.add(Comments.TOGETHER);
    }
    return lines;
  }
}
