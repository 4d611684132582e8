package org.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.message.Organization;
import org.tocsin.message.PageLayout;

final class ErrorPagesTest {
  private final ErrorPages errors =
      new ErrorPages(
          new PageLayout(new Organization("CNY Solidarity Coalition", "", "", "", "", "")));

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 408, 413, 414, 431, 500, 503})
  void a_page_is_made_once_however_many_ask_for_it_at_whatever_address(int status) {
    String body = errors.of(status, "/").body();
    assertThat(body).contains("<html");
    assertThat(errors.of(status, "/nowhere").body()).isSameAs(body);
  }
}
