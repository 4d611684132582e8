package org.tocsin.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TocsinProcess;

/** DKIM's DNS record, from the settings of an installation. */
final class DkimCommandTest {
  @TempDir Path home;

  private TocsinProcess.Ended record() {
    return TocsinProcess.run(home, Map.of("TOCSIN_HOME", home.toString()), "dkim", "record");
  }

  @Test
  void the_record_is_printed_for_a_form_and_for_a_zone_file() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    Files.writeString(
        home.resolve("dkim.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
    Files.writeString(
        home.resolve("application.properties"),
        """
        tocsin.dkim.domain = example.org
        tocsin.dkim.selector = s1
        tocsin.dkim.key-file = dkim.pem
        """);
    String out = record().done().out();
    assertThat(out).contains("name:  s1._domainkey.example.org");
    Matcher value = Pattern.compile("value: (v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]+)").matcher(out);
    assertThat(value.find()).isTrue();
    Matcher line = Pattern.compile("IN TXT \\( (.*) \\)").matcher(out);
    assertThat(line.find()).isTrue();
    String[] strings = line.group(1).replaceAll("^\"|\"$", "").split("\" \"");
    assertThat(strings).hasSize(2).allMatch(each -> each.length() <= 255);
    assertThat(String.join("", strings)).isEqualTo(value.group(1));
  }

  @Test
  void without_a_key_it_says_what_to_set() {
    record().failed("tocsin.dkim.domain, .selector and .key-file");
  }
}
