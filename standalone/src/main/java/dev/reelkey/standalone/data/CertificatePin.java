package dev.reelkey.standalone.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Names exactly one certificate, by the SHA-256 of its DER form. */
public record CertificatePin(@JsonValue String sha256) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CertificatePin {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a pin is 64 lower-case hexadecimal digits");
    }
  }

  public static CertificatePin of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new CertificatePin(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
