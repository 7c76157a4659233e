package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.layout.MediaPath;
import org.jspecify.annotations.Nullable;

/**
 * A key request whose path is of the grammar.
 *
 * @param rawPath as it stood in the request line
 * @param credential the Authorization header, null where there is none
 * @param proof the DPoP header; empty text where there is none or more than one
 * @param address the client's, found through the listed proxies only
 * @param requestId joins log and audit; the client may choose it
 */
public record KeyRequest(
    MediaPath path,
    KeyId kid,
    String rawPath,
    @Nullable Credential credential,
    String proof,
    String address,
    String requestId) {

  /** Without the path token, which carries a native session's second MAC, and the proof. */
  @Override
  public String toString() {
    return "KeyRequest(" + path + ")";
  }
}
