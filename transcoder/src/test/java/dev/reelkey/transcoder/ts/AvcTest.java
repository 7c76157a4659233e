package dev.reelkey.transcoder.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvcTest {
  private static final String SPS = "67640020acd9";
  private static final String PPS = "68ebe3cb";
  private static final byte[] CONFIGURATION = hex("01640020ffe10006" + SPS + "010004" + PPS);

  @Test
  void aConfigurationBecomesStartCodesAndACodecString() {
    AvcParameters parameters = AvcParameters.ofConfiguration(CONFIGURATION);

    assertThat(parameters.annexB()).isEqualTo(hex("00000001" + SPS + "00000001" + PPS));
    assertThat(parameters.codecs()).isEqualTo("avc1.640020");
    assertThat(parameters.lengthBytes()).isEqualTo(4);
  }

  @Test
  void anEncodersHeaderGivesTheSameAsAConfiguration() {
    byte[] header = hex("00000001" + SPS + "000001" + PPS + "000001" + "0605ff");

    AvcParameters parameters = AvcParameters.ofAnnexB(header);

    assertThat(parameters.digest())
        .isEqualTo(AvcParameters.ofConfiguration(CONFIGURATION).digest());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 7, 9, 14, 17, 20})
  void aConfigurationThatEndsTooEarlyIsRefused(int length) {
    byte[] cut = java.util.Arrays.copyOf(CONFIGURATION, length);

    assertThatThrownBy(() -> AvcParameters.ofConfiguration(cut))
        .isInstanceOfAny(IllegalArgumentException.class, ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void anIdrCarriesDelimiterAndParameterSetsAndNoFreeText() {
    AvcParameters parameters = AvcParameters.ofConfiguration(CONFIGURATION);
    byte[] sample = hex("000000020910" + "00000004" + "06050122" + "00000003" + "658884");

    byte[] unit = AvcAccessUnit.of(sample, NalUnit.ofLengths(sample, 4), parameters);

    assertThat(unit)
        .isEqualTo(hex("0000000109f0" + "00000001" + SPS + "00000001" + PPS + "000001" + "658884"));
  }

  @Test
  void anIntraSliceIsNoIdr() {
    byte[] sample = hex("00000003" + "418884");

    assertThat(AvcAccessUnit.isIdr(NalUnit.ofLengths(sample, 4))).isFalse();
  }

  @Test
  void trailingZerosBelongToNoUnit() {
    List<NalUnit> units = NalUnit.ofAnnexB(hex("0000000165880000000001419a00"));

    assertThat(units).containsExactly(new NalUnit(5, 4, 2), new NalUnit(1, 11, 2));
  }

  @Test
  void aUnitLongerThanItsSampleIsRefused() {
    assertThatThrownBy(() -> NalUnit.ofLengths(hex("7fffffff6588"), 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NalUnit.ofLengths(hex("ffffffff6588"), 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAdtsHeaderNamesRateChannelsAndLength() {
    byte[] wrapped = new Adts(44_100, 2).wrap(new byte[200]);

    assertThat(wrapped).hasSize(207);
    assertThat(java.util.Arrays.copyOf(wrapped, 7)).isEqualTo(hex("fff1508019fffc"));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
