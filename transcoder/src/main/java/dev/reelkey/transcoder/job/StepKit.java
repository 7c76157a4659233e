package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.Room;
import dev.reelkey.transcoder.video.VideoLife;
import java.security.SecureRandom;
import java.util.concurrent.Executor;

/**
 * What every step of the work is built on.
 *
 * @param io runs reads ahead and writes behind; its threads may block
 */
public record StepKit(
    Bucket bucket,
    VideoLife life,
    WorkStore work,
    Sources sources,
    KeyServer keys,
    MediaProcess media,
    TaskQueue queue,
    ProgressBoard progress,
    Failures failures,
    RandomIds ids,
    SecureRandom random,
    Room room,
    Executor io) {}
