package org.tocsin.app.mailbox;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.MessageIDTerm;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that mails go to, with the prefix and separator that the server has for them (RFC
 * 2342), made where they are missing. Where the server will not have it, that is said once.
 */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
  private static final int LONGEST_ANSWER = 200;

  /** What is wrong, by folder. */
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  /** In words for an operator; empty while all can be moved. */
  Optional<String> trouble() {
    return troubles.values().stream().findFirst();
  }

  /**
   * Copies a mail.
   *
   * @param wanted as we call the folder; a slash stands for the server's separator
   * @param isNew whether it cannot lie there yet, as after a copy that nobody cleared up behind
   * @return false where the server refuses, which is logged then
   * @throws MessagingException where the server is gone
   */
  boolean copy(IMAPMessage message, String wanted, boolean isNew) throws MessagingException {
    Store store = message.getFolder().getStore();
    String name = name(store, wanted);
    Folder there = store.getFolder(name);
    if (!there.exists() && !there.create(Folder.HOLDS_MESSAGES) && !there.exists()) {
      return refused(name, "it cannot be made");
    }
    try {
      if (isNew || !lies(there, message)) {
        message.getFolder().copyMessages(new Message[] {message}, there);
      }
    } catch (MessagingException e) {
      if (!isAnswer(e)) {
        throw e;
      }
      return refused(name, e.getMessage());
    }
    if (troubles.remove(name) != null) {
      LOG.info("Mails are moved to the folder {} again", name);
    }
    return true;
  }

  private static String name(Store store, String wanted) throws MessagingException {
    Folder[] personal = store.getPersonalNamespaces();
    Folder root = personal.length == 0 ? store.getDefaultFolder() : personal[0];
    return name(root.getFullName(), root.getSeparator(), wanted);
  }

  /**
   * @param root what all folders of this mailbox begin with, without the separator, or ""
   * @param separator 0 where the server has none
   */
  static String name(String root, char separator, String wanted) {
    String name = separator == 0 ? wanted : wanted.replace('/', separator);
    boolean isWhole = root.isEmpty() || separator == 0 || name.startsWith(root + separator);
    return isWhole ? name : root + separator + name;
  }

  private static boolean lies(Folder there, IMAPMessage message) throws MessagingException {
    String[] ids = message.getHeader("Message-ID");
    if (ids == null || ids[0].isBlank()) {
      return false;
    }
    there.open(Folder.READ_ONLY);
    try {
      return there.search(new MessageIDTerm(ids[0].strip())).length > 0;
    } finally {
      there.close(false);
    }
  }

  /** Whether the server has spoken, and not gone. */
  private static boolean isAnswer(MessagingException e) {
    return e instanceof jakarta.mail.FolderNotFoundException
        || e.getCause() instanceof CommandFailedException
        || e.getCause() instanceof BadCommandException;
  }

  private boolean refused(String name, String why) {
    String words = String.valueOf(why).replaceAll("\\p{Cntrl}", " ").strip();
    String trouble =
        "Mails cannot be moved to the folder "
            + name
            + ": "
            + words.substring(0, Math.min(words.length(), LONGEST_ANSWER))
            + ". They are processed, but stay where they came in. Make that folder on the mail"
            + " server, make room there, or set tocsin.imap.folder-prefix.";
    if (troubles.put(name, trouble) == null) {
      LOG.error(trouble);
    }
    return false;
  }
}
