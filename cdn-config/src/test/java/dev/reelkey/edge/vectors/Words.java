package dev.reelkey.edge.vectors;

/** The words of one edge token and the ids around it. */
record Words(String kid, String exp, String sid, String vid, String gen) {
  /** What the MAC covers. */
  String signed() {
    return String.join("\n", "reelkey:e1", kid, exp, sid, vid, gen);
  }

  String path(String token, String object) {
    return "/t/" + token + "/" + vid + "/" + gen + "/" + object;
  }
}
