package dev.reelkey.standalone.run;

import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.standalone.data.Secrets;
import java.util.Set;

/** The services of the one process and how they meet. */
final class Services implements AutoCloseable {
  private final Routes publicRoutes;
  private final Routes managementRoutes;

  private Services(Routes publicRoutes, Routes managementRoutes) {
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
  }

  static Services assemble(
      StandaloneConfig config, Platform platform, Secrets secrets, PublicUrls urls) {
    return new Services(new Routes(Cors.only(Set.of())), new Routes(Cors.only(Set.of())));
  }

  Routes publicRoutes() {
    return publicRoutes;
  }

  Routes managementRoutes() {
    return managementRoutes;
  }

  @Override
  public void close() {}
}
