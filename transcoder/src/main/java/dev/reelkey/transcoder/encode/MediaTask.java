package dev.reelkey.transcoder.encode;

import java.util.regex.Pattern;

/** Names one piece of work of a plan: {@code video-0003}, {@code audio-en}, {@code poster}. */
public record MediaTask(String name) {
  private static final Pattern FORMAT =
      Pattern.compile("video-[0-9]{4,6}|(audio|sub)-[a-z]{2,3}(-[0-9]{1,2})?|poster");

  public static final MediaTask POSTER = new MediaTask("poster");

  public MediaTask {
    if (!FORMAT.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a media task");
    }
  }

  public static MediaTask video(Chunk chunk) {
    return new MediaTask(String.format("video-%04d", chunk.index()));
  }

  @Override
  public String toString() {
    return name;
  }
}
