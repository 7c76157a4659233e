package dev.reelkey.transcoder.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.video.Presentation.Segment;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MediaPlaylistTest {
  private static final KeyId FIRST = new KeyId("a".repeat(26));
  private static final KeyId SECOND = new KeyId("b".repeat(26));

  @Test
  @DisplayName("D1, D4, D6, K7: one key line with an IV for every segment")
  void isThisText() {
    String text =
        MediaPlaylist.of(
            List.of(segment(0, 6, FIRST), segment(1, 5.5, FIRST), segment(2, 0.04, SECOND)), 6);

    assertThat(text)
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-TARGETDURATION:6
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-KEY:METHOD=AES-128,URI="keys/aaaaaaaaaaaaaaaaaaaaaaaaaa",IV=0x00000000000000000000000000000000
            #EXTINF:6.000000,
            000000-aaaaaaaa.ts
            #EXT-X-KEY:METHOD=AES-128,URI="keys/aaaaaaaaaaaaaaaaaaaaaaaaaa",IV=0x00000000000000000000000000000001
            #EXTINF:5.500000,
            000001-aaaaaaaa.ts
            #EXT-X-KEY:METHOD=AES-128,URI="keys/bbbbbbbbbbbbbbbbbbbbbbbbbb",IV=0x00000000000000000000000000000002
            #EXTINF:0.040000,
            000002-aaaaaaaa.ts
            #EXT-X-ENDLIST
            """);
  }

  @Test
  @DisplayName("S4, D2: version 6 only where the target duration is a rounded one")
  void versionIsTheLowestThatTheContentNeeds() {
    assertThat(MediaPlaylist.of(List.of(segment(0, 6.006, FIRST)), 6))
        .contains("#EXT-X-VERSION:6\n");
    assertThat(MediaPlaylist.of(List.of(segment(0, 5.99, FIRST)), 6))
        .contains("#EXT-X-VERSION:3\n");
  }

  @Test
  @DisplayName("M1, M2: the peak is over runs of 0.5 to 1.5 target durations")
  void bitRatesComeFromStoredSizes() {
    List<Segment> segments =
        List.of(
            sized(6, 750_000),
            sized(6, 1_500_000),
            // Too short to count alone: 0.5 s at 16 Mbit/s.
            sized(0.5, 1_000_000));

    BitRates rates = BitRates.of(segments, 6);

    assertThat(rates.peak()).isEqualTo((long) Math.ceil((1_500_000 + 1_000_000) * 8 / 6.5));
    assertThat(rates.average()).isEqualTo((long) Math.ceil(3_250_000 * 8 / 12.5));
  }

  @Test
  void oneShortSegmentStillHasAPeak() {
    BitRates rates = BitRates.of(List.of(sized(1, 125_000)), 6);

    assertThat(rates).isEqualTo(new BitRates(1_000_000, 1_000_000));
  }

  @Test
  void periodsChangeWhereTheKeyDoes() {
    KeyPeriods periods =
        KeyPeriods.of(List.of(segment(0, 6, FIRST), segment(1, 6, FIRST), segment(2, 6, SECOND)));

    assertThat(List.of(periods.of(0), periods.of(1), periods.of(2))).containsExactly(0, 0, 1);
    assertThat(periods.last()).isEqualTo(1);
  }

  private static Segment segment(int number, double seconds, KeyId key) {
    return new Segment(
        String.format("%06d-aaaaaaaa.ts", number),
        16,
        seconds,
        "0".repeat(64),
        key,
        String.format("%032X", number));
  }

  private static Segment sized(double seconds, long bytes) {
    return new Segment("000000-aaaaaaaa.ts", bytes, seconds, "0", FIRST, "0".repeat(32));
  }
}
