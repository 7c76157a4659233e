package dev.reelkey.transcoder.ts;

/** The one elementary stream of a transport stream segment (ISO/IEC 13818-1, table 2-34). */
public enum TsStream {
  AVC(0x1B, 0x100, 0xE0),
  AAC_ADTS(0x0F, 0x101, 0xC0);

  private final int streamType;
  private final int pid;
  private final int streamId;

  TsStream(int streamType, int pid, int streamId) {
    this.streamType = streamType;
    this.pid = pid;
    this.streamId = streamId;
  }

  int streamType() {
    return streamType;
  }

  int pid() {
    return pid;
  }

  int streamId() {
    return streamId;
  }
}
