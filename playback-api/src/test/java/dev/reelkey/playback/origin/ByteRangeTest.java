package dev.reelkey.playback.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=0-, 0, 99",
    "bytes=10-1000, 10, 99",
    "bytes=99-, 99, 99",
    "bytes=-1, 99, 99",
    "bytes=-1000, 0, 99",
    "bytes=0-999999999999999999, 0, 99",
  })
  void aRangeWithinHundredBytes(String header, long first, long last) {
    ByteRange.Asked asked = ByteRange.read(header, 100);
    assertThat(asked.kind()).isEqualTo(ByteRange.Kind.PART);
    assertThat(asked.range()).isEqualTo(Optional.of(new ByteRange(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
  void nothingOfItLiesWithin(String header) {
    assertThat(ByteRange.read(header, 100).kind()).isEqualTo(ByteRange.Kind.OUTSIDE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=0-1,5-6",
        "bytes=a-b",
        "bytes 0-1",
        "items=0-1",
        "bytes=0x1-2",
        "bytes=0-1-2",
        "bytes=99999999999999999999-"
      })
  void whatIsNoSingleRangeAsksForTheWhole(String header) {
    assertThat(ByteRange.read(header, 100).kind()).isEqualTo(ByteRange.Kind.WHOLE);
  }
}
