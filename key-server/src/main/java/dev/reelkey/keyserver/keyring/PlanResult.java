package dev.reelkey.keyserver.keyring;

/** What became of a key plan. */
public enum PlanResult {
  /** The keys are there, made now or before by the same plan. */
  PLANNED,
  /** The generation has keys of another plan. */
  CONFLICT,
  /** The video's keys are shredded. */
  GONE
}
