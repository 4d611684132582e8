package org.tocsin.app.demo;

import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Lets the Twilio SDK speak to another address than Twilio's. */
final class RedirectedTwilio extends HttpClient {
  private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
  private final String base;

  RedirectedTwilio(String base) {
    this.base = base;
  }

  @Override
  public Response makeRequest(Request request) {
    String url = request.constructURL().toString().replace("https://api.twilio.com", base);
    HttpRequest.Builder made =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", request.getAuthString());
    if (request.getMethod() == HttpMethod.POST) {
      made.header("Content-Type", "application/x-www-form-urlencoded");
      made.POST(BodyPublishers.ofString(request.encodeFormBody()));
    }
    try {
      HttpResponse<String> response = http.send(made.build(), BodyHandlers.ofString());
      return new Response(response.body(), response.statusCode());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
