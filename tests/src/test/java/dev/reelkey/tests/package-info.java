/** Whole-system journeys, attacks, faults, browser tests and architecture rules. */
package dev.reelkey.tests;
