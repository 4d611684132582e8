package org.tocsin.audience;

import java.util.List;
import org.tocsin.civic.District;

/**
 * A subscriber's district and how it is known.
 *
 * @param state USPS code, or "" where unknown
 * @param districts one where it is certain, the candidates where the ZIP is split, else none
 */
public record Assignment(Kind kind, String state, List<District> districts) {
  public enum Kind {
    /** By street address; certain. */
    ADDRESS,
    /** By a ZIP that lies in one district; certain. */
    ZIP,
    /** By a ZIP that lies in several; never name one of them as theirs. */
    ZIP_SPLIT,
    /** Only the state is known. */
    STATE,
    UNKNOWN
  }

  public Assignment {
    districts = List.copyOf(districts);
  }

  public boolean isCertain() {
    return kind == Kind.ADDRESS || kind == Kind.ZIP;
  }
}
