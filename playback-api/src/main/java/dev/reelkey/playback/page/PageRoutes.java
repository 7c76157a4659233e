package dev.reelkey.playback.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.VideoId;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import java.util.Set;

/** The routes of the test page: {@code /}, {@code /watch/{videoId}} and its files. */
public final class PageRoutes {
  private static final Access PUBLIC =
      Access.anybody("static files; everything they show is asked for with a token");
  private static final String NO_MEDIA_ORIGIN = "name=\"reelkey-media-origin\" content=\"\"";

  private final PageFiles files = new PageFiles();
  private final PageFileAnswer answer;
  private final PageFile index;

  private PageRoutes(Optional<String> mediaOrigin) {
    this.answer = new PageFileAnswer(new ContentSecurityPolicy(mediaOrigin));
    this.index = index(mediaOrigin);
  }

  /**
   * The page's table.
   *
   * @param mediaOrigin scheme, host and port of the CDN; empty where media come from the page's own
   */
  public static Routes table(Optional<String> mediaOrigin) {
    PageRoutes page = new PageRoutes(mediaOrigin);
    HttpHandler index = exchange -> page.answer.send(exchange, page.index);
    return new Routes(Cors.only(Set.of()))
        .get("/", PUBLIC, index)
        .get("/watch/{videoId}", PUBLIC, page::watch)
        .get("/page/{name}", PUBLIC, page::file);
  }

  private void watch(HttpServerExchange exchange) {
    // Whether there is such a video is for the API to say, to somebody with a token.
    PathParameter.require(exchange, "videoId", VideoId::new);
    answer.send(exchange, index);
  }

  private void file(HttpServerExchange exchange) {
    String name = PathParameter.require(exchange, "name", value -> value);
    answer.send(
        exchange, files.find(name).orElseThrow(() -> new ProblemException(Problem.notFound())));
  }

  /** The page must know which origin may see its key tokens. */
  private static PageFile index(Optional<String> mediaOrigin) {
    String html = new String(PageFiles.require("index.html"), UTF_8);
    if (!html.contains(NO_MEDIA_ORIGIN)) {
      throw new IllegalStateException("index.html has lost its media origin");
    }
    String origin = mediaOrigin.orElse("");
    if (!origin.matches("[A-Za-z0-9.:/\\[\\]-]*")) {
      throw new IllegalArgumentException("a media origin is scheme, host and port");
    }
    String told = NO_MEDIA_ORIGIN.replace("\"\"", "\"" + origin + "\"");
    return new PageFile(
        "text/html; charset=utf-8", html.replace(NO_MEDIA_ORIGIN, told).getBytes(UTF_8));
  }
}
