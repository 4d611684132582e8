package org.tocsin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.TocsinException;

/** An admin at the console of the server that is measured. */
final class Organizer {
  private static final String EMAIL = "bench@example.org";
  private static final Pattern LINK = Pattern.compile("https?://\\S+(/console/sign-in/\\S+)");
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Server server;
  private final Map<String, String> cookies = new HashMap<>();
  private String csrf = "";

  private Organizer(Server server) {
    this.server = server;
  }

  /** Before the server serves; its first link is made with the account. */
  static Organizer invited(Server server) {
    server.run("account", "add", EMAIL, "--role", "admin");
    return new Organizer(server);
  }

  /** Like a person: opens the link and presses the button. */
  void signIn() {
    server.run("account", "link", EMAIL);
    Matcher link = LINK.matcher(read());
    if (!link.find()) {
      throw new TocsinException("tocsin account link gave no link.");
    }
    get(link.group(1));
    post(link.group(1), Map.of());
    int status = get("/console").statusCode();
    if (status != 200) {
      throw new TocsinException("Signing in failed: the console answers " + status + ".");
    }
  }

  private String read() {
    try {
      return Files.readString(server.folder().resolve("account.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<byte[]> get(String path) {
    HttpResponse<byte[]> answer = send(request(path).build());
    Matcher found = CSRF.matcher(new String(answer.body(), StandardCharsets.UTF_8));
    if (found.find()) {
      csrf = found.group(1);
    }
    return answer;
  }

  /** With the secret of the page that was seen last. */
  HttpResponse<byte[]> post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "csrf=" + encoded(csrf) + "&", ""));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url(path)))
        .header(
            "Cookie",
            cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; ", "seen=1; ", "")));
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw Children.interrupted(e);
    }
  }

  private void keep(String cookie) {
    String[] both = cookie.split(";")[0].split("=", 2);
    cookies.put(both[0], both[1]);
  }
}
