package dev.reelkey.core.http;

import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.List;

/** The visible table of a service's routes; each names who may call it. */
public final class Routes {
  private final Cors cors;
  private final List<Route> rows = new ArrayList<>();

  /** Routes whose answers may be read by the origins of {@code cors}. */
  public Routes(Cors cors) {
    this.cors = cors;
  }

  public Routes get(String template, Access access, HttpHandler handler) {
    return add("GET", template, access, handler);
  }

  public Routes post(String template, Access access, HttpHandler handler) {
    return add("POST", template, access, handler);
  }

  public Routes put(String template, Access access, HttpHandler handler) {
    return add("PUT", template, access, handler);
  }

  public Routes delete(String template, Access access, HttpHandler handler) {
    return add("DELETE", template, access, handler);
  }

  /** One row; {@code GET} rows answer {@code HEAD} too. */
  public Routes add(String method, String template, Access access, HttpHandler handler) {
    rows.add(new Route(method, template, access, cors, handler));
    return this;
  }

  /** Takes over the rows of another table, with their own CORS rule. */
  public Routes include(Routes other) {
    rows.addAll(other.rows);
    return this;
  }

  public List<Route> rows() {
    return List.copyOf(rows);
  }
}
