package org.tocsin.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.tocsin.LocalTimes;
import org.tocsin.account.Account;
import org.tocsin.account.Accounts;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.account.SecondFactors;
import org.tocsin.account.Sessions;
import org.tocsin.account.SignInLinks;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/** Who may use the console, and who did what. */
final class AccountPages {
  private static final int ENTRIES = 100;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final SignInLinks links;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final SignInMail mail;
  private final AuditLog audit;
  private final LocalTimes times;
  private final ConsoleLook look;

  AccountPages(ConsoleParts parts, ConsoleLook look) {
    this.jdbi = parts.jdbi();
    this.accounts = new Accounts(parts.jdbi(), parts.clock());
    this.links = new SignInLinks(parts.jdbi(), parts.clock());
    this.sessions = new Sessions(parts.jdbi(), parts.clock());
    this.factors = new SecondFactors(parts.jdbi(), parts.clock());
    this.mail = parts.site().mail();
    this.audit = parts.audit();
    this.times = parts.times();
    this.look = look;
  }

  HttpResponse list(Visit visit) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.accounts"));
    values.put("roles", Stream.of(Role.values()).map(role -> role(visit, role)).toList());
    List<Long> withFactor = factors.accounts();
    values.put(
        "accounts",
        accounts.list().stream()
            .map(each -> account(visit, each, withFactor.contains(each.id())))
            .toList());
    return look.page(visit, "accounts", values);
  }

  private static Map<String, String> role(Visit visit, Role role) {
    return Map.of("code", role.code(), "words", visit.words("role." + role.code()));
  }

  private static Map<String, Object> account(Visit visit, Account account, boolean hasFactor) {
    return Map.of(
        "factor", hasFactor,
        "email", account.email(),
        "code", account.role().code(),
        "role", visit.words("role." + account.role().code()));
  }

  private static Role wanted(Visit visit) {
    return Role.of(visit.request().field("role"))
        .orElseThrow(() -> new HttpFault(400, visit.words("accounts.no-role")));
  }

  HttpResponse add(Visit visit) {
    Account account = accounts.add(visit.who(), visit.request().field("email"), wanted(visit));
    jdbi.useTransaction(
        handle -> mail.invite(handle, account, links.invite(handle, account), visit.labels()));
    return look.go("/console/accounts?done=invited");
  }

  HttpResponse setRole(Visit visit) {
    accounts.setRole(visit.who(), visit.request().field("email"), wanted(visit));
    return look.go("/console/accounts?done=role");
  }

  HttpResponse remove(Visit visit) {
    accounts.remove(visit.who(), visit.request().field("email"));
    return look.go("/console/accounts?done=removed");
  }

  HttpResponse resetSecondFactor(Visit visit) {
    Account account =
        accounts
            .find(visit.request().field("email"))
            .orElseThrow(() -> new HttpFault(404, visit.words("accounts.none")));
    factors.reset(visit.who(), account);
    return look.go("/console/accounts?done=factor-reset");
  }

  HttpResponse signOut(Visit visit) {
    if (visit.request().field("everywhere").isEmpty()) {
      sessions.end(visit.request().cookie(Console.COOKIE));
    } else {
      sessions.endAll(visit.session().account());
      audit.add(visit.who(), "signed out everywhere", "");
    }
    return look.go(SignInPages.PATH).with("Set-Cookie", look.cookie(Console.COOKIE, "", 0));
  }

  HttpResponse log(Visit visit) {
    List<AuditLog.Entry> entries = audit.list(visit.before(), ENTRIES);
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("menu.audit"));
    values.put("entries", entries.stream().map(each -> entry(visit, each)).toList());
    values.put("older", entries.size() < ENTRIES ? "" : "" + entries.get(ENTRIES - 1).id());
    return look.page(visit, "audit", values);
  }

  private Map<String, String> entry(Visit visit, AuditLog.Entry entry) {
    return Map.of(
        "at", visit.when(times, entry.at()),
        "who", entry.who(),
        "action", entry.action(),
        "detail", entry.detail());
  }
}
