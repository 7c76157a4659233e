package dev.reelkey.standalone.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Sends a file as a new video, in one streamed request. */
public final class Upload {
  private final Remote api;
  private final RandomIds ids;

  public Upload(Remote api, RandomIds ids) {
    this.api = api;
    this.ids = ids;
  }

  /** The size of a file that can be uploaded. */
  public static long sizeOf(Path file) {
    try {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new UserFaultException("There is no file " + file + " that can be read.");
      }
      long size = Files.size(file);
      if (size == 0) {
        throw new UserFaultException("The file " + file + " is empty.");
      }
      return size;
    } catch (IOException e) {
      throw new UserFaultException("The file " + file + " cannot be read.", e);
    }
  }

  /**
   * Uploads and answers what the API says of the new video.
   *
   * @param sent is told how many bytes have left so far
   */
  public JsonNode send(Path file, Optional<String> title, LongConsumer sent) {
    long size = sizeOf(file);
    String name = title.orElseGet(() -> nameOf(file));
    return api.upload(
        "/v1/videos?title=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
        file.toString().endsWith(".mp4") ? "video/mp4" : "application/octet-stream",
        ids.text(16),
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> new Counted(open(file), sent)), size));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]{1,4}$", "");
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts what is read. */
  private static final class Counted extends FilterInputStream {
    private final LongConsumer listener;
    private long count;

    Counted(InputStream in, LongConsumer listener) {
      super(in);
      this.listener = listener;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        count += read;
        listener.accept(count);
      }
      return read;
    }
  }
}
