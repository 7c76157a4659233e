package dev.reelkey.core.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON as Reelkey speaks it: snake case, strict, small and shallow. */
public final class Json {
  public static final int MAX_BODY_BYTES = 64 * 1024;
  private static final JsonMapper STRICT = mapper(true, 16, MAX_BODY_BYTES);
  private static final JsonMapper STORED = mapper(false, 64, 256 * 1024 * 1024);

  private Json() {}

  /**
   * Reads a request body.
   *
   * @throws ProblemException 415, 413 or 400 where it is not such a body
   */
  public static <T> T read(HttpServerExchange exchange, Class<T> type) {
    if (!isDeclared(exchange)) {
      throw new ProblemException(
          new Problem(415, "media_type_unsupported", "Send the body as application/json."));
    }
    byte[] body = readBody(exchange);
    try {
      T value = STRICT.readValue(body, type);
      if (value == null) {
        throw malformed();
      }
      return value;
    } catch (IOException e) {
      throw malformed();
    }
  }

  /** Whether the request says that its body is JSON. */
  static boolean isDeclared(HttpServerExchange exchange) {
    String contentType = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    return contentType != null && contentType.startsWith("application/json");
  }

  /** At most 64 KiB of body, or 413. */
  public static byte[] readBody(HttpServerExchange exchange) {
    if (exchange.getRequestContentLength() > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    try {
      byte[] body = RequestBody.read(exchange, MAX_BODY_BYTES);
      if (body.length > MAX_BODY_BYTES) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw malformed();
    }
  }

  /** Parses what Reelkey itself stored; unknown members are left for later versions. */
  public static <T> T parse(byte[] stored, Class<T> type) {
    try {
      return STORED.readValue(stored, type);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored " + type.getSimpleName() + " is not readable", e);
    }
  }

  public static byte[] bytes(Object value) {
    try {
      return STORED.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String write(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Answers with a JSON body that no cache may keep. */
  public static void send(HttpServerExchange exchange, int status, Object value) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(write(value));
  }

  private static ProblemException malformed() {
    return new ProblemException(
        Problem.badRequest(
            "body_malformed", "The body is not the JSON object this route expects."));
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        new Problem(413, "body_too_large", "A JSON body may have 64 KiB at most."));
  }

  private static JsonMapper mapper(boolean strict, int depth, int length) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depth)
                    .maxStringLength(length)
                    .maxNumberLength(32)
                    .build())
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
            .build();
    return JsonMapper.builder(factory)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
        .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
        .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, strict)
        .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }
}
