package dev.reelkey.playback.origin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes (RFC 9110, 14). A request for several ranges, or in another unit, is answered
 * with the whole, as the RFC allows: no player asks for several.
 *
 * @param first counted from 0
 * @param last included
 */
record ByteRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** What the header asks for. */
  enum Kind {
    WHOLE,
    PART,
    /** Nothing of it lies within the object: 416. */
    OUTSIDE
  }

  /**
   * The header, read against an object's size.
   *
   * @param range present iff the kind is PART
   */
  record Asked(Kind kind, Optional<ByteRange> range) {}

  static Asked read(String header, long size) {
    Matcher match = FORM.matcher(header.strip());
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return new Asked(Kind.WHOLE, Optional.empty());
    }
    long first;
    long last = size - 1;
    if (match.group(1).isEmpty()) {
      long suffix = Long.parseLong(match.group(2));
      first = suffix == 0 ? size : Math.max(0, size - suffix);
    } else {
      first = Long.parseLong(match.group(1));
      if (!match.group(2).isEmpty()) {
        long named = Long.parseLong(match.group(2));
        if (named < first) {
          return new Asked(Kind.WHOLE, Optional.empty());
        }
        last = Math.min(last, named);
      }
    }
    return first >= size
        ? new Asked(Kind.OUTSIDE, Optional.empty())
        : new Asked(Kind.PART, Optional.of(new ByteRange(first, last)));
  }

  long length() {
    return last - first + 1;
  }

  /** The value of Content-Range. */
  String of(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /** The value of Range. */
  String asked() {
    return "bytes=" + first + "-" + last;
  }
}
