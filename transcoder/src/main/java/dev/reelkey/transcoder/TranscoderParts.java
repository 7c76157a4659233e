package dev.reelkey.transcoder;

import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.upload.FreeSpace;

/** What the transcoder works with and does not make itself. */
public record TranscoderParts(MediaProcess media, KeyServer keys, FreeSpace space) {}
