package org.tocsin.email;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.TimedHttp;
import org.tocsin.email.AccessTokens.Answer;

/**
 * Asks a token service for an access token by refresh (RFC 6749 6). One request and no second try;
 * of an answer at most so many bytes are read, within a limit for the whole. Neither tokens nor
 * what the service says in its own words get into a message.
 */
final class TokenRequest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 64 << 10;
  private static final int LONGEST_TOKEN = 16 << 10;

  /** RFC 6749 5.1: it says for how many seconds a token holds, or should. */
  private static final long USUAL_SECONDS = 300;

  private static final long LONGEST_SECONDS = 86_400;

  /** RFC 6750 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]++");

  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern MICROSOFTS = Pattern.compile("AADSTS\\d{3,9}");

  private final AccessTokens.Account account;
  private final Clock clock;
  private final TimedHttp http;

  TokenRequest(AccessTokens.Account account, Clock clock) {
    this.account = account;
    this.clock = clock;
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(account.limit())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.http = new TimedHttp(client, "token");
  }

  private record Reply(int status, byte[] body) {}

  /**
   * @param newer takes the refresh token that the service gives in place of this one
   */
  Answer with(String refreshToken, Consumer<String> newer) {
    HttpRequest request =
        HttpRequest.newBuilder(account.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .timeout(account.limit())
            .POST(BodyPublishers.ofString(form(refreshToken)))
            .build();
    try {
      return answer(http.ask(request, account.limit(), TokenRequest::read), newer);
    } catch (HttpTimeoutException e) {
      return none("does not answer", false);
    } catch (IOException e) {
      return none("cannot be reached", false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none("was not waited for", false);
    }
  }

  private String form(String refreshToken) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", refreshToken);
    fields.put("client_id", account.clientId());
    fields.put("client_secret", account.clientSecret());
    fields.put("scope", account.scope());
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().isEmpty())
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** One that breaks off is of no status. */
  private static Reply read(int status, InputStream body) {
    try {
      return new Reply(status, body.readNBytes(LARGEST));
    } catch (IOException e) {
      return new Reply(0, new byte[0]);
    }
  }

  private Answer answer(Reply reply, Consumer<String> newer) {
    JsonNode json = json(reply.body());
    Optional<String> token = token(json, "access_token");
    if (reply.status() != 200) {
      return refusal(reply.status(), json);
    }
    if (token.isEmpty()) {
      return none("answers with no token", false);
    }
    token(json, "refresh_token").ifPresent(newer);
    long seconds = json.path("expires_in").asLong(USUAL_SECONDS);
    Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_SECONDS)));
    return new Answer.Token(token.get(), clock.instant().plus(life));
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static Optional<String> token(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue())
        .filter(text -> text.length() <= LONGEST_TOKEN && TOKEN.matcher(text).matches());
  }

  /** RFC 6749 5.2. */
  private Answer refusal(int status, JsonNode json) {
    String error = json.path("error").asText("");
    String code = ERROR.matcher(error).matches() ? error : "HTTP " + status;
    Matcher more = MICROSOFTS.matcher(json.path("error_description").asText(""));
    String named = more.find() ? code + ", " + more.group() : code;
    return switch (code) {
      case "invalid_grant", "interaction_required", "consent_required" ->
          none(
              "takes the refresh token no longer ("
                  + named
                  + "). Sign in once more and put the new one into"
                  + " tocsin.oauth.refresh-token-file",
              true);
      case "invalid_client", "unauthorized_client" ->
          none(
              "refuses the program ("
                  + named
                  + "). Check tocsin.oauth.client-id and client-secret; a secret may have ended",
              true);
      case "temporarily_unavailable", "server_error" -> none("is at fault (" + named + ")", false);
      default -> none("gives no access token (" + named + ")", isLasting(status));
    };
  }

  /** RFC 9110 15.5: what the client is to mend, but for having come too often or too late. */
  private static boolean isLasting(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }

  private Answer none(String what, boolean lasts) {
    String place = account.tokenUrl().getHost();
    String end = lasts ? "." : ". It is asked again.";
    boolean says = lasts && !what.contains("tocsin.");
    String hint = says ? " Check tocsin.oauth.token-url and scope." : "";
    return new Answer.None(
        "The token service " + place + " " + what + end + hint, lasts, clock.instant());
  }
}
