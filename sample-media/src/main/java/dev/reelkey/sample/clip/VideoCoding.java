package dev.reelkey.sample.clip;

/** How the pictures are compressed. */
public enum VideoCoding {
  /** Without reordering; an IDR every two seconds; qualifies for passthrough. */
  H264,
  /** With B-frames that nothing refers to; an IDR every two seconds. */
  H264_B_FRAMES,
  /** With B-frames that reach over the I-frames, so that only the first picture is an IDR. */
  H264_OPEN_GOP,
  /** High 4:4:4, the one profile that codes an odd width and height. */
  H264_FULL_CHROMA,
  /** High 10. */
  H264_10_BIT,
  /** Main 10, as phones record it. */
  HEVC_10_BIT
}
