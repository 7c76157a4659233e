package dev.reelkey.core.http;

import io.undertow.server.HttpHandler;

/**
 * One row of a service's route table.
 *
 * @param template an Undertow path template; one that ends in {@code /*} takes everything below
 */
public record Route(String method, String template, Access access, Cors cors, HttpHandler handler) {
  boolean isPrefix() {
    return template.endsWith("/*");
  }
}
