package dev.reelkey.keyserver.testing;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.Kek;
import java.util.List;

/** A real one, for tests that let something happen around its use. */
public class ForwardingKek implements Kek {
  private final Kek kek;

  protected ForwardingKek(Kek kek) {
    this.kek = kek;
  }

  @Override
  public List<Integer> versions() {
    return kek.versions();
  }

  @Override
  public int active() {
    return kek.active();
  }

  @Override
  public int minimum() {
    return kek.minimum();
  }

  @Override
  public boolean isCurrent() {
    return kek.isCurrent();
  }

  @Override
  public byte[] wrap(int version, Secret key, byte[] associatedData) {
    return kek.wrap(version, key, associatedData);
  }

  @Override
  public Secret unwrap(int version, byte[] wrapped, byte[] associatedData) {
    return kek.unwrap(version, wrapped, associatedData);
  }

  @Override
  public int rotate() {
    return kek.rotate();
  }

  @Override
  public void destroyBelow(int minimum) {
    kek.destroyBelow(minimum);
  }
}
