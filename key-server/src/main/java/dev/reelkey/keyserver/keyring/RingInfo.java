package dev.reelkey.keyserver.keyring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may see of a keyring; never a key.
 *
 * @param generation a generation id, or {@code source} for the key of the sealed source
 * @param state {@code live}, {@code shredded}, {@code broken} or {@code kek_missing}
 * @param revision 0 where it cannot be opened
 * @param kekVersion 0 once shredded, and where it cannot be opened
 * @param created null where that is not known: only an opened keyring tells
 */
public record RingInfo(
    String video,
    String generation,
    String state,
    long revision,
    int kekVersion,
    int keys,
    boolean sealed,
    @Nullable Instant created) {}
