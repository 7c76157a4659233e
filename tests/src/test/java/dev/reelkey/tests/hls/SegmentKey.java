package dev.reelkey.tests.hls;

/**
 * The EXT-X-KEY in whose scope a segment stands.
 *
 * @param iv as written, or empty
 */
public record SegmentKey(String method, String uri, String iv, String where) {
  static final SegmentKey NONE = new SegmentKey("NONE", "", "", "");

  static SegmentKey of(Attributes attributes) {
    return new SegmentKey(
        attributes.text("METHOD"),
        attributes.text("URI"),
        attributes.text("IV"),
        attributes.where());
  }

  public boolean encrypts() {
    return !method.equals("NONE");
  }
}
