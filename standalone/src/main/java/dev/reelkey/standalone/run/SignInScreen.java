package dev.reelkey.standalone.run;

import java.net.URI;

/** Where the operator sees sign-in links: the terminal, never the log. */
public interface SignInScreen {
  /** The link before has been used; this is the next one. */
  void next(URI signInUrl);
}
