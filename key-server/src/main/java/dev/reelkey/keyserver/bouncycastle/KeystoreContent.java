package dev.reelkey.keyserver.bouncycastle;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The versions of the key-encryption key, as one entry of the keystore holds them. */
record KeystoreContent(Map<Integer, Secret> versions, int active, int minimum) {
  private static final int FORMAT = 1;

  KeystoreContent {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    if (!versions.containsKey(active) || minimum > active || minimum < 1) {
      throw new IllegalArgumentException("the keystore lacks its active version");
    }
  }

  /** With a further version, which is the active one. */
  KeystoreContent with(Secret fresh) {
    int next = versions.keySet().stream().max(Integer::compare).orElse(0) + 1;
    Map<Integer, Secret> more = new TreeMap<>(versions);
    more.put(next, fresh);
    return new KeystoreContent(more, next, minimum);
  }

  KeystoreContent withoutBelow(int lowest) {
    Map<Integer, Secret> fewer = new TreeMap<>(versions);
    fewer.keySet().removeIf(version -> version < lowest);
    return new KeystoreContent(fewer, active, Math.max(minimum, lowest));
  }

  Secret bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(active);
      out.writeInt(minimum);
      out.writeInt(versions.size());
      for (Map.Entry<Integer, Secret> each : versions.entrySet()) {
        out.writeInt(each.getKey());
        out.write(each.getValue().reveal());
      }
    }
    return Secret.copyOf(bytes.toByteArray());
  }

  static KeystoreContent read(Secret stored) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored.reveal()))) {
      if (in.readByte() != FORMAT) {
        throw new IOException("the keystore is of a later format");
      }
      int active = in.readInt();
      int minimum = in.readInt();
      int count = in.readInt();
      Map<Integer, Secret> versions = new TreeMap<>();
      for (int n = 0; n < count; n++) {
        int version = in.readInt();
        versions.put(version, Secret.copyOf(in.readNBytes(AesGcm.KEY_BYTES)));
      }
      return new KeystoreContent(versions, active, minimum);
    }
  }
}
