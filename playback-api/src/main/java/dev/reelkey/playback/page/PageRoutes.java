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
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The routes of the test page: {@code /}, {@code /watch/{videoId}} and its files. */
public final class PageRoutes {
  private static final Access PUBLIC =
      Access.anybody("static files; everything they show is asked for with a token");
  // It goes into a header and into HTML.
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");
  private static final String NO_ORIGINS = "name=\"reelkey-media-origins\" content=\"\"";

  private final PageFiles files = new PageFiles();
  private final PageFileAnswer answer;
  private final PageFile index;

  private PageRoutes(List<String> mediaOrigins) {
    this.answer = new PageFileAnswer(new ContentSecurityPolicy(mediaOrigins));
    this.index = index(mediaOrigins);
  }

  /**
   * The page's table.
   *
   * @param publicUrl where sessions say the manifest is
   * @param mediaUrl where manifests say media and keys are
   */
  public static Routes table(URI publicUrl, URI mediaUrl) {
    List<String> origins =
        Stream.of(publicUrl, mediaUrl).map(PageRoutes::origin).distinct().toList();
    PageRoutes page = new PageRoutes(origins);
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

  /** The page must know which origins may see the token of a key request. */
  private static PageFile index(List<String> mediaOrigins) {
    String html = new String(PageFiles.require("index.html"), UTF_8);
    if (!html.contains(NO_ORIGINS)) {
      throw new IllegalStateException("index.html has lost its media origins");
    }
    String told = NO_ORIGINS.replace("\"\"", "\"" + String.join(" ", mediaOrigins) + "\"");
    return new PageFile("text/html; charset=utf-8", html.replace(NO_ORIGINS, told).getBytes(UTF_8));
  }

  private static String origin(URI url) {
    String origin = url.getScheme() + "://" + url.getRawAuthority();
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException("a public or media URL has scheme, host and port");
    }
    return origin;
  }
}
