package dev.reelkey.keyserver.release;

/** Step 8 of the key request: the session lives, fits, and keeps to its pace. */
interface Admission {
  AdmissionResult admit(AdmissionRequest request);
}
