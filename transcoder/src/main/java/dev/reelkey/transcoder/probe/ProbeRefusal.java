package dev.reelkey.transcoder.probe;

import java.util.Locale;

/** Why a source is refused: a closed list, each with a sentence for the person who uploaded it. */
public enum ProbeRefusal {
  EMPTY("The file is empty. Please upload it again."),
  NOT_A_VIDEO("This is not a video file that we can read. Please upload an MP4, MOV, MKV or WebM."),
  TRUNCATED("The file ends too early. Please check the original and upload it again."),
  DAMAGED("The file is damaged and cannot be decoded. Please export it again."),
  NO_VIDEO_TRACK("The file has no moving picture. Please upload a file with a video track."),
  NO_PICTURES("The video track holds no pictures. Please export the file again."),
  CODEC_UNSUPPORTED("The video codec is not supported. Please export as H.264, HEVC, VP9 or AV1."),
  AUDIO_CODEC_UNSUPPORTED("The sound codec is not supported. Please export the sound as AAC."),
  ENCRYPTED_SOURCE("The file is copy protected. Please upload it without protection."),
  TOO_LARGE_PICTURE("The picture is larger than we accept. Please export it in at most 4K."),
  TOO_SMALL_PICTURE("The picture is smaller than 16 pixels. Please export it larger."),
  TOO_LONG("The video is longer than we accept. Please split it."),
  TOO_MANY_PICTURES("The video has more pictures than we accept. Please split it."),
  TOO_MANY_STREAMS("The file holds too many tracks. Please export only those that are needed."),
  FRAME_RATE_TOO_HIGH("The frame rate is over 60 per second. Please export it at 60 or less."),
  PICTURE_TOO_LONG("A picture stands for more than an hour. Please export the file again."),
  BROKEN_TIMES("The times of the pictures make no sense. Please export the file again.");

  private final String sentence;

  ProbeRefusal(String sentence) {
    this.sentence = sentence;
  }

  /** The stable code of the API, such as {@code not_a_video}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What happened and what to do, for a person. */
  public String sentence() {
    return sentence;
  }
}
