package dev.reelkey.edge.nginx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelkey.edge.policy.CacheTimes;
import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.EdgeToken;
import dev.reelkey.edge.policy.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders the directory that {@code nginx -p DIR -c nginx.conf} runs from. */
public final class NginxConfig {
  private final EdgePolicy policy;
  private final Gateway gateway;

  public NginxConfig(EdgePolicy policy, Gateway gateway) {
    this.policy = policy;
    this.gateway = gateway;
  }

  /** Writes the configuration; what an earlier rendering left is replaced. */
  public void write() throws IOException {
    Path directory = gateway.directory();
    for (String needed : List.of("logs", "tmp", "cache")) {
      Files.createDirectories(directory.resolve(needed));
    }
    Files.writeString(directory.resolve("edge-policy.js"), tokenPolicy());
    Files.writeString(directory.resolve("edge-token.js"), Template.load("edge-token.js").text());
    Files.writeString(directory.resolve("nginx.conf"), main());
  }

  private String main() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("out", gateway.directory().toString());
    values.put("modules", gateway.modules().toString());
    values.put("edge_keys", gateway.edgeKeys().toString());
    values.put("listen", gateway.listen() + (gateway.tls().isPresent() ? " ssl http2" : ""));
    values.put("tls", gateway.tls().map(NginxConfig::tls).orElse(""));
    values.put("headers", headers());
    values.put("trusted_proxies", trustedProxies());
    values.putAll(limits(policy.limits()));
    values.putAll(cache(policy.cache()));
    values.putAll(new RouteMaps(policy).values());
    values.putAll(new Locations(policy, gateway).values());
    values.putAll(Refusals.values());
    return Template.load("nginx.conf.template").fill(values) + "\n";
  }

  private static String tls(TlsFiles files) {
    return Template.load("locations/tls.conf")
        .fill(
            Map.of(
                "certificate", files.certificate().toString(),
                "private_key", files.privateKey().toString()));
  }

  private String headers() {
    Map<String, String> all = new TreeMap<>(policy.headers());
    if (gateway.tls().isPresent()) {
      all.put("Strict-Transport-Security", policy.strictTransport());
    }
    return all.entrySet().stream()
        .map(
            header ->
                "    add_header %s \"%s\" always;\n    proxy_hide_header %s;\n"
                    .formatted(header.getKey(), header.getValue(), header.getKey()))
        .collect(Collectors.joining());
  }

  private String trustedProxies() {
    if (policy.trustedProxies().isEmpty()) {
      return "";
    }
    return policy.trustedProxies().stream()
        .map(network -> "  set_real_ip_from " + network + ";\n")
        .collect(
            Collectors.joining(
                "", "", "  real_ip_header X-Forwarded-For;\n  real_ip_recursive on;\n"));
  }

  private static Map<String, String> limits(Limits limits) {
    return Map.of(
        "limits.header_seconds", Integer.toString(limits.headerSeconds()),
        "limits.body_seconds", Integer.toString(limits.bodySeconds()),
        "limits.idle_seconds", Integer.toString(limits.idleSeconds()),
        "limits.header_buffers", Integer.toString(limits.headerBuffers()),
        "limits.header_buffer_bytes", Integer.toString(limits.headerBufferBytes()),
        "limits.json_body_bytes", Integer.toString(limits.jsonBodyBytes()),
        "limits.connections", Integer.toString(limits.connectionsPerAddress()),
        "limits.media_rate", Integer.toString(limits.mediaPerSecond()),
        "limits.keys_rate", Integer.toString(limits.keysPerSecond()),
        "limits.api_rate", Integer.toString(limits.apiPerSecond()));
  }

  private static Map<String, String> cache(CacheTimes cache) {
    return Map.of(
        "cache.index", Integer.toString(cache.indexMegabytes()),
        "cache.size", Integer.toString(cache.sizeMegabytes()),
        "cache.inactive", Integer.toString(cache.inactiveDays()),
        "cache.preflight", Integer.toString(cache.preflightSeconds()));
  }

  /** What edge-token.js imports: the same grammar that the maps of nginx.conf use. */
  private String tokenPolicy() {
    EdgeToken token = policy.edgeToken();
    Map<String, Object> module =
        Map.of(
            "path", policy.grammar().regex(token.path()),
            "form", policy.grammar().regex(token.form()),
            "skewSeconds", token.skewSeconds());
    try {
      String json = JsonMapper.builder().build().writeValueAsString(new TreeMap<>(module));
      return "// Generated from policy.json.\nexport default " + json + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }
}
