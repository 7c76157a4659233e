package dev.reelkey.tests.hls;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules of EXT-X-MEDIA: M7, M9 and M12. */
final class MediaTagRules {
  private static final Set<String> TYPES = Set.of("AUDIO", "SUBTITLES");
  private static final Set<String> MAY_DIFFER =
      Set.of("URI", "GROUP-ID", "CHANNELS", "BIT-DEPTH", "STABLE-RENDITION-ID", "SAMPLE-RATE");

  private MediaTagRules() {}

  static void check(MultivariantPlaylist playlist, Set<String> stored, Findings findings) {
    Set<String> names = new HashSet<>();
    Set<String> defaults = new HashSet<>();
    for (Attributes media : playlist.media()) {
      String group = media.text("TYPE") + " " + media.text("GROUP-ID");
      checkOne(media, stored, findings);
      findings.must(
          names.add(group + " " + media.text("NAME")),
          "M7",
          media.where(),
          "a NAME twice in its group");
      findings.must(
          !media.text("DEFAULT").equals("YES") || defaults.add(group),
          "M7",
          media.where(),
          "a second default in its group");
    }
    TYPES.forEach(type -> checkSameMembers(type, playlist, findings));
  }

  private static void checkOne(Attributes media, Set<String> stored, Findings findings) {
    String type = media.text("TYPE");
    findings.must(TYPES.contains(type), "M7", media.where(), "a TYPE that we never write");
    for (String needed : List.of("TYPE", "GROUP-ID", "NAME", "LANGUAGE")) {
      findings.must(media.has(needed), "M7", media.where(), "no " + needed);
    }
    findings.must(
        stored.contains(media.text("URI")),
        type.equals("AUDIO") ? "M9" : "M7",
        media.where(),
        "no rendition of its own behind URI");
    findings.must(
        !media.text("DEFAULT").equals("YES") || !media.text("AUTOSELECT").equals("NO"),
        "M7",
        media.where(),
        "a default that may not be selected");
    findings.must(
        !media.has("FORCED") || type.equals("SUBTITLES"), "M7", media.where(), "FORCED audio");
    findings.should(
        media.has("CHANNELS") || !type.equals("AUDIO"), "M7", media.where(), "no CHANNELS");
    boolean described = media.text("CHARACTERISTICS").contains("public.accessibility");
    findings.must(
        !described || media.text("AUTOSELECT").equals("YES"),
        "M12",
        media.where(),
        "an accessible rendition that is not selected by itself");
  }

  /** Groups of one type must offer the same choice. */
  private static void checkSameMembers(
      String type, MultivariantPlaylist playlist, Findings findings) {
    Set<String> groups =
        playlist.media().stream()
            .filter(each -> each.text("TYPE").equals(type))
            .map(each -> each.text("GROUP-ID"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Set<Set<String>>> choices =
        groups.stream()
            .map(group -> members(playlist.group(type, group)))
            .collect(Collectors.toSet());
    findings.must(
        choices.size() < 2, "M7", playlist.name(), type + " groups with different members");
  }

  private static Set<Set<String>> members(List<Attributes> group) {
    return group.stream()
        .map(
            media ->
                media.names().stream()
                    .filter(name -> !MAY_DIFFER.contains(name))
                    .map(name -> name + "=" + media.text(name))
                    .collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }
}
