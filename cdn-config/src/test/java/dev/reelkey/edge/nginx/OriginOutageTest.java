package dev.reelkey.edge.nginx;

import static dev.reelkey.edge.nginx.TestTokens.ALICE;
import static dev.reelkey.edge.nginx.TestTokens.KEY;
import static dev.reelkey.edge.nginx.TestTokens.SEGMENT;
import static dev.reelkey.edge.nginx.TestTokens.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginOutageTest {
  @Test
  void anOriginThatIsAwayIsAProblemThatAsksToComeBack(@TempDir Path directory) throws Exception {
    int nobody = RunningEdge.freePort();
    try (RunningEdge edge = RunningEdge.start(directory, "http://127.0.0.1:" + nobody);
        Wire wire = edge.connect()) {
      for (String path : new String[] {path(ALICE, SEGMENT), path(ALICE, KEY), "/v1/jobs", "/"}) {
        Wire.Answer answer = wire.get(path);

        assertThat(answer.status()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"origin_unavailable\"");
        assertThat(answer.headers().get("retry-after")).containsExactly("2");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      }
    }
  }
}
