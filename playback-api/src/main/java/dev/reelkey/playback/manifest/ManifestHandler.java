package dev.reelkey.playback.manifest;

import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.token.Tier;
import dev.reelkey.playback.session.LiveSessions;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.SessionProblems;
import dev.reelkey.playback.session.SessionRefusal;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.StoredSession;
import dev.reelkey.playback.token.ManifestToken;
import dev.reelkey.playback.token.SessionTokens;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** {@code GET /m/{manifestToken}/master.m3u8}: the one playlist that is made for one session. */
public final class ManifestHandler implements HttpHandler {
  private final SessionTokens tokens;
  private final LiveSessions sessions;
  private final SessionStore store;
  private final Outlines outlines;
  private final MediaUrls urls;
  private final ClientAddress addresses;
  private final boolean nativeMayFetchAgain;
  private final Clock clock;

  public ManifestHandler(
      SessionTokens tokens,
      LiveSessions sessions,
      SessionStore store,
      Outlines outlines,
      MediaUrls urls,
      NativePolicy nativePolicy,
      Clock clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.store = store;
    this.outlines = outlines;
    this.urls = urls;
    this.addresses = nativePolicy.addresses();
    this.nativeMayFetchAgain = nativePolicy.mayFetchAgain();
    this.clock = clock;
  }

  /**
   * How native sessions are told apart from strangers with their link.
   *
   * @param mayFetchAgain whether the first address may fetch the manifest until the session ends
   */
  public record NativePolicy(ClientAddress addresses, boolean mayFetchAgain) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    ManifestToken token =
        PathParameter.find(exchange, "manifestToken", text -> text)
            .flatMap(tokens::readManifest)
            .orElseThrow(() -> refuse(403, "manifest_invalid", "This link is not one of ours."));
    StoredSession stored = token.isExpired(clock.instant()) ? lateComer(token) : alive(token);
    Session session = stored.session();
    if (session.tier() == Tier.NATIVE) {
      requireFirstAddress(session, addresses.of(exchange));
    }
    send(exchange, playlist(session));
  }

  private StoredSession alive(ManifestToken token) {
    LiveSessions.Liveness liveness = sessions.find(token.session());
    if (liveness instanceof LiveSessions.Over over) {
      throw new ProblemException(SessionProblems.of(over.why()));
    }
    return ((LiveSessions.Alive) liveness).session();
  }

  /** Media3 and AirPlay fetch the manifest again in the middle of a film. */
  private StoredSession lateComer(ManifestToken token) {
    if (nativeMayFetchAgain
        && sessions.find(token.session()) instanceof LiveSessions.Alive alive
        && alive.session().session().tier() == Tier.NATIVE
        && !alive.session().address().isEmpty()) {
      return alive.session();
    }
    throw refuse(410, "manifest_expired", "This link is over; refresh the session for a new one.");
  }

  private void requireFirstAddress(Session session, String address) {
    if (!store.bind(session.id(), address).equals(address)) {
      throw refuse(
          403, "address_changed", "This session belongs to another network address; open it anew.");
    }
  }

  private String playlist(Session session) {
    Outline outline =
        outlines
            .of(session)
            .orElseThrow(
                () -> new ProblemException(SessionProblems.of(SessionRefusal.GENERATION_GONE)));
    return new MultivariantPlaylist(outline, rendition -> urls.playlist(session, rendition))
        .text(video -> session.allowsHeight(video.width(), video.height()));
  }

  private static void send(HttpServerExchange exchange, String playlist) {
    byte[] body = playlist.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/vnd.apple.mpegurl");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().add(Headers.VARY, "Accept-Encoding");
    if (Gzip.isAccepted(exchange)) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
      body = Gzip.compress(body);
    }
    exchange.getResponseSender().send(ByteBuffer.wrap(body));
  }

  private static ProblemException refuse(int status, String code, String title) {
    return new ProblemException(new Problem(status, code, title));
  }
}
