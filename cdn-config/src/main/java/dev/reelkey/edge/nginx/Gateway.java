package dev.reelkey.edge.nginx;

import dev.reelkey.edge.policy.Route.Upstream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What differs from one nginx to the next.
 *
 * @param directory where the configuration goes and where nginx keeps cache and logs
 * @param tls empty for plain HTTP, which is for loopback only
 * @param edgeKeys the JSON file of this edge's own keys
 * @param modules where nginx keeps its dynamic modules
 * @param upstreamAuthorities the certificates that https origins are checked against
 */
public record Gateway(
    Path directory,
    Listen listen,
    Optional<TlsFiles> tls,
    Map<Upstream, Origin> origins,
    Path edgeKeys,
    Path modules,
    Path upstreamAuthorities) {
  // These end up in a configuration file, where a blank or a quote would change its meaning.
  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._/+-]*");

  public Gateway {
    origins = Map.copyOf(origins);
    if (!origins.keySet().equals(Set.of(Upstream.values()))) {
      throw new IllegalArgumentException("every service needs an origin");
    }
    if (tls.isEmpty() && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "an address that others reach needs --tls-cert and --tls-key");
    }
    requirePlain(directory, edgeKeys, modules, upstreamAuthorities);
    tls.ifPresent(files -> requirePlain(files.certificate(), files.privateKey()));
  }

  private static void requirePlain(Path... paths) {
    for (Path path : paths) {
      if (!PLAIN.matcher(path.toString()).matches()) {
        throw new IllegalArgumentException(
            "paths are absolute and of letters, digits and ._/+- only");
      }
    }
  }
}
