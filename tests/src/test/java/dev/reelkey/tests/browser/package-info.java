/** The page in a real Chromium, steered by role and name as a person or a screen reader would. */
package dev.reelkey.tests.browser;
