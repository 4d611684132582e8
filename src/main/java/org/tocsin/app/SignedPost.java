package org.tocsin.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tocsin.TocsinException;

/** Posts forms as Twilio does, signed with the account's token. */
public final class SignedPost {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final SecretKeySpec key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public SignedPost(String authToken) {
    this.key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
  }

  public HttpResponse<String> send(String url, Map<String, String> form) {
    try {
      return http.send(request(url, url, form), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new TocsinException("The webhook " + url + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TocsinException("Interrupted while a webhook was called.", e);
    }
  }

  /**
   * A request that is ready to be sent.
   *
   * @param publicUrl as Twilio has it, where a proxy stands before {@code url}
   */
  public HttpRequest request(String url, String publicUrl, Map<String, String> form) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(PATIENCE)
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .header("X-Twilio-Signature", signature(publicUrl, form))
        .POST(BodyPublishers.ofString(encoded(form)))
        .build();
  }

  // standards I02: the URL, then each field's name and value, sorted by name
  String signature(String url, Map<String, String> form) {
    StringBuilder signed = new StringBuilder(url);
    new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(key);
      byte[] code = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new TocsinException("This Java has no HMAC-SHA1. Install a full JDK.", e);
    }
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  /** Reads a form or a query; of a name that comes twice the last holds. */
  public static Map<String, String> decode(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (form != null && !form.isEmpty()) {
      for (String field : form.split("&")) {
        String[] pair = field.split("=", 2);
        fields.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
    return fields;
  }

  private static String decoded(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }
}
