package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.Scope;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import dev.reelkey.transcoder.publish.Published;
import io.undertow.server.HttpHandler;
import java.util.Set;

/** The operators' routes, for the management listener. */
public final class RotateRoutes {
  private RotateRoutes() {}

  public static Routes of(StepKit kit, Rotations rotations) {
    Access operators = Access.scope(Scope.KEYS_ADMIN);
    AdminVideos videos = new AdminVideos(kit.life(), new Published(kit.bucket()));
    Verification verification = new Verification(kit.bucket(), kit.keys());
    return new Routes(Cors.only(Set.of()))
        .post("/admin/v1/videos/{id}/rotate", operators, new RotateHandler(kit, videos, rotations))
        .post(
            "/admin/v1/videos/{id}/verify",
            operators,
            toldInWords(new VerifyHandler(videos, verification, kit.keys())))
        .get("/admin/v1/jobs/{id}", operators, new RotationJobHandler(kit.life(), rotations));
  }

  private static HttpHandler toldInWords(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handleRequest(exchange);
      } catch (KeysRefusedException e) {
        throw new ProblemException(
            new Problem(403, "ticket_refused", "The ticket is not valid for this video now."));
      } catch (KeyServerUnavailableException e) {
        throw new ProblemException(
            Problem.unavailable(
                "keys_unavailable", "The key server does not answer; try again shortly."));
      }
    };
  }
}
