package org.tocsin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.account.Account;
import org.tocsin.account.SecondFactors;
import org.tocsin.account.Totp;
import org.tocsin.web.HttpFault;
import org.tocsin.web.HttpResponse;

/**
 * How somebody signs in: the code of an app besides the link, and their sessions. Here too the code
 * is typed, before which a session opens nothing else.
 */
final class OwnAccountPages {
  static final String PATH = "/console/account";

  private final SecondFactors factors;
  private final boolean isRequired;
  private final ConsoleLook look;

  OwnAccountPages(ConsoleParts parts, ConsoleLook look) {
    this.factors = new SecondFactors(parts.jdbi(), parts.clock());
    this.isRequired = parts.site().rules().isSecondFactorRequired();
    this.look = look;
  }

  HttpResponse show(Visit visit) {
    return page(200, visit, List.of(), "");
  }

  private HttpResponse page(int status, Visit visit, List<String> codes, String wrong) {
    Account account = visit.session().account();
    Map<String, Object> values = new HashMap<>();
    values.put("title", visit.words("own.title"));
    values.put("part", part(visit, codes));
    values.put("wrong", wrong);
    values.put("is_required", isRequired);
    values.put("codes", codes);
    values.put("left", visit.words("own.left", "" + factors.codesLeft(account)));
    Optional<byte[]> secret = factors.beingSetUp(account);
    String text = secret.map(Totp::base32).orElse("");
    values.put("secret", text.replaceAll("(.{4})(?!$)", "$1 "));
    values.put("address", secret.isEmpty() ? "" : address(account, text));
    values.put("picture", secret.isEmpty() ? "" : QrCode.picture(address(account, text)));
    return visit.session().isPending()
        ? look.outside(status, "account", visit.labels(), visit.session().csrf(), values)
        : look.page(status, visit, "account", values);
  }

  private String part(Visit visit, List<String> codes) {
    if (visit.session().isPending()) {
      return "ask";
    }
    if (!codes.isEmpty()) {
      return "codes";
    }
    if (factors.has(visit.session().account())) {
      return "on";
    }
    return factors.beingSetUp(visit.session().account()).isPresent() ? "begun" : "off";
  }

  /** As apps read it: github.com/google/google-authenticator/wiki/Key-Uri-Format. */
  private String address(Account account, String secret) {
    String issuer = URLEncoder.encode(look.sender(), UTF_8).replace("+", "%20");
    String email = URLEncoder.encode(account.email(), UTF_8);
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(issuer, email, secret, issuer);
  }

  HttpResponse change(Visit visit) {
    String code = visit.request().field("code");
    Account account = visit.session().account();
    if (visit.session().isPending()) {
      return pass(visit, code);
    }
    return switch (visit.request().field("do")) {
      case "begin" -> {
        factors.begin(account);
        yield look.go(PATH);
      }
      case "finish" -> answered(visit, factors.finish(account, code, session(visit)));
      case "codes" -> answered(visit, factors.renewCodes(account, code));
      case "end" -> ended(visit, factors.end(account, code));
      default -> throw new HttpFault(400, visit.words("nothing"));
    };
  }

  private static String session(Visit visit) {
    return visit.request().cookie(Console.COOKIE);
  }

  private HttpResponse pass(Visit visit, String code) {
    Account account = visit.session().account();
    return factors
        .pass(account, code, session(visit))
        .map(look::signedIn)
        .orElseGet(() -> refused(visit, factors.isLocked(account)));
  }

  private HttpResponse refused(Visit visit, boolean isLocked) {
    return isLocked
        ? page(429, visit, List.of(), visit.words("own.often")).with("Retry-After", "900")
        : page(400, visit, List.of(), visit.words("own.wrong"));
  }

  private HttpResponse answered(Visit visit, SecondFactors.Answer answer) {
    return answer.result() == SecondFactors.Result.RIGHT
        ? page(200, visit, answer.codes(), "")
        : refused(visit, answer.result() == SecondFactors.Result.TOO_OFTEN);
  }

  private HttpResponse ended(Visit visit, SecondFactors.Result result) {
    return result == SecondFactors.Result.RIGHT
        ? look.go(PATH + "?done=factor-ended")
        : refused(visit, result == SecondFactors.Result.TOO_OFTEN);
  }
}
