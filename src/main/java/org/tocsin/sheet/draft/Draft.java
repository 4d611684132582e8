package org.tocsin.sheet.draft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.FileFault;
import org.tocsin.civic.Directory;

/**
 * A sheet file made out of what a group has, for an editor to finish.
 *
 * @param source the whole sheet file
 * @param notes what an editor should look at first, a sentence each; they stand in the file too
 */
public record Draft(String source, List<String> notes) {
  /** Bytes; most of it could only be pictures, which are not read. */
  private static final int LARGEST = 20 * 1024 * 1024;

  /** Bytes of a sheet file, its notes included. */
  private static final int LARGEST_SHEET = 128 * 1024;

  public Draft {
    notes = List.copyOf(notes);
  }

  /**
   * @param file plain text, HTML or .docx, whatever its name
   * @param directory by which officials and their numbers are recognised
   */
  public static Draft of(Path file, Optional<Directory> directory) {
    String name = file.getFileName().toString();
    return of(name, bytes(file, name), directory, List.of());
  }

  /**
   * The same of what a file of that name would hold.
   *
   * @param known notes that stand before those of the draft
   */
  public static Draft of(
      String name, byte[] bytes, Optional<Directory> directory, List<String> known) {
    try {
      Draft draft = of(Pasted.of(name, bytes), directory, known);
      if (draft.source().getBytes(StandardCharsets.UTF_8).length > LARGEST_SHEET) {
        throw Pasted.tooLong(name);
      }
      return draft;
    } catch (StackOverflowError tooDeep) {
      throw Pasted.refused(name, "It is nested too deeply. Save it as plain text.");
    }
  }

  private static Draft of(Pasted all, Optional<Directory> directory, List<String> known) {
    String lang = Tongue.of(all.lang(), all.blocks());
    Pasted pasted = Correspondence.read(all, Proposal.in(lang).get("address"));
    List<String> notes = new ArrayList<>(known);
    notes.addAll(pasted.notes());
    List<Block> text = Footers.without(pasted.blocks(), notes);
    Head head = Head.of(text, pasted.clues(), Proposal.in(lang).get("untitled"));
    notes.addAll(head.leftOut());
    Map<String, List<String>> stands = new LinkedHashMap<>();
    List<Block> body = new ArrayList<>(head.body());
    if (directory.isPresent()) {
      Listing listing = new Listing(directory.get(), body);
      Stands found = new Stands(listing, body);
      stands.putAll(found.sentences());
      Calls calls = new Calls(listing, body);
      body = calls.placed();
      notes.addAll(calls.notes());
      found.note().ifPresent(notes::add);
    } else {
      if (body.stream().noneMatch(block -> block.kind() == Block.Kind.CALL_LIST)) {
        body.add(ActionEnd.of(body, -1), new Block(Block.Kind.CALL_LIST, 0, ""));
      }
      notes.add(
          "No officials are known yet, so none were recognised. Import them and draft again.");
    }
    String front = new Proposal(lang, head, stands, notes).frontMatter();
    return new Draft(front + Printed.of(body), notes);
  }

  private static byte[] bytes(Path file, String name) {
    try {
      if (Files.size(file) > LARGEST) {
        throw Pasted.refused(name, "It has more than 20 MB. Save it as plain text.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Pasted.refused(name, FileFault.ofReading(file, e));
    }
  }
}
