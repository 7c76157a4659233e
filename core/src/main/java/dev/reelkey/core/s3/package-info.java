/** The bucket: create-only objects and numbered revisions on any S3. */
@NullMarked
package dev.reelkey.core.s3;

import org.jspecify.annotations.NullMarked;
