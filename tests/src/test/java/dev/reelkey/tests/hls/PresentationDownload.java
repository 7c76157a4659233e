package dev.reelkey.tests.hls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches a whole presentation by its public URLs, keys with an Authorization header. */
public final class PresentationDownload {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI manifest;
  private final String authorization;

  /**
   * A download that has not begun.
   *
   * @param authorization the header of key requests, for example {@code Bearer …}
   */
  public PresentationDownload(URI manifest, String authorization) {
    this.manifest = manifest;
    this.authorization = authorization;
  }

  /** Fetches every playlist, segment and key; anything but 200 ends it. */
  public StoredPresentation fetch() {
    String text = text(get(HttpRequest.newBuilder(manifest)));
    MultivariantPlaylist playlist = MultivariantPlaylist.parse(text);
    Set<String> uris = new LinkedHashSet<>();
    playlist.variants().forEach(variant -> uris.add(variant.uri()));
    playlist.media().forEach(media -> media.get("URI").ifPresent(uris::add));
    return new StoredPresentation(text, uris.stream().map(this::rendition).toList());
  }

  private StoredRendition rendition(String uri) {
    URI address = manifest.resolve(uri);
    String text = text(get(HttpRequest.newBuilder(address)));
    List<ByteBuffer> segments = new ArrayList<>();
    Map<String, ByteBuffer> keys = new HashMap<>();
    for (MediaSegment segment : MediaPlaylist.parse(uri, text, new Findings()).segments()) {
      segments.add(get(HttpRequest.newBuilder(address.resolve(segment.uri()))));
      if (segment.key().encrypts()) {
        keys.computeIfAbsent(segment.key().uri(), key -> key(address.resolve(key)));
      }
    }
    return new StoredRendition(uri, text, segments, keys);
  }

  private ByteBuffer key(URI address) {
    return get(HttpRequest.newBuilder(address).header("Authorization", authorization));
  }

  private ByteBuffer get(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(LIMIT).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri().getPath() + " answered " + answer.statusCode());
      }
      return ByteBuffer.wrap(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching", e);
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
