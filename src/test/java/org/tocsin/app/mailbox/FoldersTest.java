package org.tocsin.app.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of folders as the server has them (RFC 2342, RFC 3501 5.1). */
final class FoldersTest {
  @ParameterizedTest
  @CsvSource({
    "'', /, Bounces, Bounces",
    "'', ., Bounces, Bounces",
    "INBOX, ., Bounces, INBOX.Bounces",
    "INBOX, /, Bounces, INBOX/Bounces",
    "INBOX, ., INBOX.Bounces, INBOX.Bounces",
    "INBOX, ., INBOX/Bounces, INBOX.Bounces",
    "INBOX, ., Tocsin/Bounces, INBOX.Tocsin.Bounces",
    "'', ., Tocsin/Bounces, Tocsin.Bounces",
    "'', /, Tocsin/Bounces, Tocsin/Bounces",
    "'', /, INBOX.Bounces, INBOX.Bounces",
    "user/alerts, /, Bounces, user/alerts/Bounces",
    "INBOX, ., INBOXBounces, INBOX.INBOXBounces"
  })
  void a_folder_stands_where_the_server_wants_it(
      String root, char separator, String wanted, String name) {
    assertThat(Folders.name(root, separator, wanted)).isEqualTo(name);
  }
}
