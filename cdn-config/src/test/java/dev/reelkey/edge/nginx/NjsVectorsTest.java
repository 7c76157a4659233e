package dev.reelkey.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelkey.edge.vectors.VectorFile;
import dev.reelkey.edge.vectors.Verdict;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("EDG-2: nginx's own engine judges the shared vectors")
class NjsVectorsTest {
  private static final String CONF =
      """
      load_module %1$s/ngx_http_js_module.so;
      pid nginx.pid;
      events { }
      http {
        access_log off;
        client_body_temp_path tmp;
        proxy_temp_path tmp;
        fastcgi_temp_path tmp;
        uwsgi_temp_path tmp;
        scgi_temp_path tmp;
        js_path %2$s;
        js_import vectors from vectors.js;
        server {
          listen 127.0.0.1:%3$d;
          set $vector_file %2$s/vectors.json;
          location / { js_content vectors.judge; }
        }
      }
      """;

  @Test
  void everyVectorHasItsVerdict(@TempDir Path directory) throws Exception {
    RunningEdge.assumeInstalled();
    VectorFile file = VectorFile.checkedIn();
    int port = RunningEdge.freePort();
    RunningEdge.start(directory, "http://127.0.0.1:9").close();
    try (InputStream judge = getClass().getResourceAsStream("/vectors.js")) {
      Files.copy(judge, directory.resolve("vectors.js"));
    }
    Files.writeString(directory.resolve("vectors.json"), file.json());
    Files.writeString(
        directory.resolve("nginx.conf"), CONF.formatted(RunningEdge.MODULES, directory, port));

    Process nginx = RunningEdge.launch(directory, port);
    try (Wire wire = new Wire(port)) {
      List<Verdict> verdicts =
          JsonMapper.builder().build().readValue(wire.get("/").body(), new TypeReference<>() {});

      assertThat(verdicts)
          .isEqualTo(file.vectors().stream().map(VectorFile.Vector::verdict).toList());
    } finally {
      nginx.destroy();
      nginx.waitFor();
    }
  }
}
