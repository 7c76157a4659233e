package dev.reelkey.standalone.run;

import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out before anything is started whether the public port can be had. */
final class PublicPort {
  private PublicPort() {}

  /** The same address, with a free port in place of 0. */
  static InetSocketAddress check(InetSocketAddress bind) {
    if (bind.isUnresolved()) {
      throw new UserFaultException("--bind takes an address of this machine.");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(bind);
      return new InetSocketAddress(bind.getAddress(), socket.getLocalPort());
    } catch (IOException e) {
      throw new UserFaultException(
          "Port "
              + bind.getPort()
              + " is in use or not allowed here; choose another with --port N.",
          e);
    }
  }
}
