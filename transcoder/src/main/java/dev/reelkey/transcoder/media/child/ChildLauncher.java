package dev.reelkey.transcoder.media.child;

import java.io.IOException;

/** Starts a fresh media process; tests start a hostile one. */
interface ChildLauncher {
  Process start() throws IOException;
}
