package dev.reelkey.core.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.testing.ScriptedStore;
import dev.reelkey.core.testing.ScriptedStore.Answer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private static final String FIRST = "some/9999999998.json";
  private static final String SECOND = "some/9999999997.json";

  @Test
  void revisionDeletedBetweenListAndGetIsNotTakenForNone() {
    AtomicInteger listings = new AtomicInteger();
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) -> {
              if (query.contains("list-type")) {
                return Answer.listing(listings.getAndIncrement() == 0 ? FIRST : SECOND);
              }
              return path.endsWith(SECOND)
                  ? new Answer(200, new byte[] {7})
                  : Answer.error(404, "NoSuchKey");
            })) {
      assertThat(new Revisions(store.bucket()).latest("some/"))
          .hasValueSatisfying(latest -> assertThat(latest.number()).isEqualTo(2));
    }
  }

  @Test
  void listThatKeepsNamingWhatIsNotThereDecidesNothing() {
    try (ScriptedStore store =
        ScriptedStore.start(
            (method, path, query) ->
                query.contains("list-type")
                    ? Answer.listing(FIRST)
                    : Answer.error(404, "NoSuchKey"))) {
      assertThatThrownBy(() -> new Revisions(store.bucket()).latest("some/"))
          .isInstanceOf(StorageUnavailableException.class);
    }
  }
}
