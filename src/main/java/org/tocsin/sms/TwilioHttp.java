package org.tocsin.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;
import org.tocsin.TimedHttp;

/**
 * The Twilio SDK's way to the network. The SDK's own sends a request up to six times and waits
 * without end (T20, T22); this one sends it exactly once, within limits, and to another host where
 * that is set.
 */
final class TwilioHttp extends com.twilio.http.HttpClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Bytes; a page of messages has a tenth of it. */
  private static final int LARGEST_ANSWER = 1 << 20;

  private final TimedHttp http;
  private final Duration answerTimeout;
  private final Duration limit;
  private final String apiUrl;

  TwilioHttp(SmsSettings settings) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeouts().connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    http = new TimedHttp(client, "twilio");
    answerTimeout = settings.timeouts().answer();
    limit = answerTimeout.plus(settings.timeouts().connect());
    apiUrl = settings.account().apiUrl().replaceAll("/+$", "");
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(Request request, int[] codes, int retries, long delay) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    try {
      return http.ask(asked(request), limit, TwilioHttp::read);
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      throw new NoAnswer("Twilio's API cannot be reached.", false, e);
    } catch (IOException e) {
      throw new NoAnswer("Twilio's API did not answer.", true, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("Interrupted while Twilio's API was asked.", true, e);
    }
  }

  private HttpRequest asked(Request request) {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(address(request.constructURL()))
            .timeout(answerTimeout)
            .header("Authorization", request.getAuthString())
            .header("Accept", "application/json")
            .header("User-Agent", "tocsin");
    return request.getMethod() == HttpMethod.POST
        ? asked
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(request.encodeFormBody()))
            .build()
        : asked.GET().build();
  }

  /** Of what is too long no more than shows that it is. */
  private static Response read(int status, InputStream answer) throws IOException {
    String body = new String(answer.readNBytes(LARGEST_ANSWER + 1), StandardCharsets.UTF_8);
    if (status / 100 == 3) {
      throw new NoAnswer("Twilio's API redirects. Check tocsin.twilio.api-url.", false, null);
    }
    if (status >= 400) {
      throw new Refusal(status, code(body));
    }
    if (body.length() > LARGEST_ANSWER) {
      throw new NoAnswer("Twilio's API answered at too great length.", true, null);
    }
    return new Response(TwilioBody.essence(body), status);
  }

  /** The SDK forgets the status where the body is not JSON, so the errors are read here. */
  private static OptionalInt code(String body) {
    try {
      int code = JSON.readTree(body).path("code").asInt();
      return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    } catch (JsonProcessingException notTwilios) {
      return OptionalInt.empty();
    }
  }

  private URI address(URL url) {
    return URI.create(apiUrl.isEmpty() ? url.toString() : apiUrl + url.getFile());
  }
}
