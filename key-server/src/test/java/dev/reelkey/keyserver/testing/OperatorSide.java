package dev.reelkey.keyserver.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What an operator says to the admin API. */
public final class OperatorSide {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final String token;

  OperatorSide(int port, String token) {
    this.origin = "http://127.0.0.1:" + port;
    this.token = token;
  }

  public HttpResponse<byte[]> get(String path) {
    return send("GET", path);
  }

  public HttpResponse<byte[]> post(String path) {
    return send("POST", path);
  }

  private HttpResponse<byte[]> send(String method, String path) {
    return Answers.of(
        http,
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build());
  }
}
