package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.TocsinException;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.Approvals;
import org.tocsin.account.Role;
import org.tocsin.sheet.SheetDrafts;

/**
 * What goes to many has been looked at by two: above a number of messages, a publisher who did not
 * save any edition of the sheet last approves exactly what is to go. Where an edition was not
 * written in the console, nobody there answers for it, and who approved it does not send it too.
 */
final class TwoPersons {
  private final Jdbi jdbi;
  private final Approvals approvals;
  private final Accounts accounts;
  private final LocalTimes times;
  private final OptionalLong above;

  TwoPersons(ConsoleParts parts) {
    this.jdbi = parts.jdbi();
    this.approvals = new Approvals(parts.jdbi(), parts.clock());
    this.accounts = new Accounts(parts.jdbi(), parts.clock());
    this.times = parts.times();
    this.above = parts.site().rules().approvalAbove();
  }

  /** Whether so many go only with an approval. */
  private boolean isNeeded(Approvals.Matter matter) {
    return above.isPresent() && matter.messages() > above.getAsLong();
  }

  /** What the page shows: whether it may be sent from here, and if not, who can help. */
  Map<String, Object> standing(Visit visit, Approvals.Matter matter) {
    Map<String, Object> values = new HashMap<>();
    values.put("approval_words", "");
    values.put("may_approve", false);
    values.put("may_go", true);
    if (matter.messages() == 0 || !isNeeded(matter)) {
      return values;
    }
    List<String> writers = jdbi.withHandle(handle -> SheetDrafts.writers(handle, matter.slug()));
    Optional<Approvals.Approval> approval = approvals.find(matter, writers);
    boolean mayApprove = approval.isEmpty() && !writers.contains(visit.who());
    boolean mayGo = approval.filter(found -> maySend(found, visit.who(), writers)).isPresent();
    values.put("may_approve", mayApprove);
    values.put("may_go", mayGo);
    values.put(
        "approval_words",
        approval.isPresent()
            ? approved(visit, approval.get(), mayGo, writers)
            : asks(visit, mayApprove, writers));
    return values;
  }

  private String approved(
      Visit visit, Approvals.Approval approval, boolean mayGo, List<String> writers) {
    String words = visit.words("approval.given", approval.by(), visit.when(times, approval.at()));
    return mayGo
        ? words
        : words + " " + visit.words("approval.other-sends", others(visit, writers));
  }

  private String asks(Visit visit, boolean mayApprove, List<String> writers) {
    String number = "" + above.orElseThrow();
    return mayApprove
        ? visit.words("approval.yours", number)
        : visit.words("approval.others", number, others(visit, writers));
  }

  /** Publishers besides who looks and who wrote it. */
  private String others(Visit visit, List<String> writers) {
    List<String> others =
        accounts.list().stream()
            .filter(account -> account.role().includes(Role.PUBLISHER))
            .map(Account::email)
            .filter(email -> !writers.contains(email) && !email.equals(visit.who()))
            .toList();
    return others.isEmpty() ? visit.words("approval.nobody") : String.join(", ", others);
  }

  /**
   * @throws TocsinException where they wrote it
   */
  void approve(Visit visit, Approvals.Matter matter) {
    List<String> writers = jdbi.withHandle(handle -> SheetDrafts.writers(handle, matter.slug()));
    if (writers.contains(visit.who())) {
      throw new TocsinException(visit.words("approval.own"));
    }
    approvals.approve(visit.session().account(), matter, writers);
  }

  /**
   * @throws TocsinException where it is not approved as it is to go now
   */
  void check(Visit visit, Approvals.Matter matter) {
    if (isNeeded(matter)) {
      jdbi.useHandle(handle -> approval(handle, visit, matter));
    }
  }

  /**
   * The same within the transaction that makes the alert; the approval is used up.
   *
   * @throws TocsinException where somebody else has used it meanwhile, or it no longer holds
   */
  void use(Handle handle, Visit visit, Approvals.Matter matter, long alert) {
    if (isNeeded(matter)) {
      approvals.use(handle, approval(handle, visit, matter), alert);
    }
  }

  private Approvals.Approval approval(Handle handle, Visit visit, Approvals.Matter matter) {
    List<String> writers = SheetDrafts.writers(handle, matter.slug());
    return approvals
        .find(handle, matter, writers)
        .filter(found -> maySend(found, visit.who(), writers))
        .orElseThrow(() -> new TocsinException(visit.words("approval.missing")));
  }

  private boolean maySend(Approvals.Approval approval, String sender, List<String> writers) {
    return areOrganizers(writers) || !approval.by().equals(sender);
  }

  private boolean areOrganizers(List<String> writers) {
    return !writers.isEmpty() && writers.stream().allMatch(accounts::isOrWas);
  }
}
