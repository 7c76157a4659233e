package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.secret.ContentKey;
import dev.reelkey.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The content of a keyring as bytes. Binary, so that keys never pass through text. */
final class KeyringCodec {
  private static final int FORMAT = 1;

  private KeyringCodec() {}

  static Secret write(Keyring ring) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeUTF(ring.planDigest());
      out.writeLong(ring.created().toEpochMilli());
      out.writeBoolean(ring.sealed());
      out.writeInt(ring.entries().size());
      for (KeyringEntry each : ring.entries().values()) {
        out.writeUTF(each.kid().value());
        out.writeUTF(each.rendition().value());
        out.writeInt(each.height());
        out.writeInt(each.period());
        out.writeInt(each.firstSegment());
        out.writeDouble(each.seconds());
        out.write(each.key().reveal());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Secret.copyOf(bytes.toByteArray());
  }

  static Keyring read(Secret content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content.reveal()))) {
      if (in.readByte() != FORMAT) {
        throw new IllegalStateException("a keyring of a later format; update this key-server");
      }
      String digest = in.readUTF();
      Instant created = Instant.ofEpochMilli(in.readLong());
      boolean sealed = in.readBoolean();
      int count = in.readInt();
      List<KeyringEntry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(readEntry(in));
      }
      return Keyring.of(digest, created, sealed, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyringEntry readEntry(DataInputStream in) throws IOException {
    return new KeyringEntry(
        new KeyId(in.readUTF()),
        new RenditionName(in.readUTF()),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        ContentKey.copyOf(in.readNBytes(ContentKey.LENGTH)));
  }
}
