package org.tocsin.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.support.FeedSite;

/** Feeds as sites write them, and as nobody should. */
final class FeedReaderTest {
  private static final String DATE = "Mon, 06 Mar 2017 15:00:00 +0000";

  private static List<Post> read(String type, byte[] bytes) {
    return FeedReader.posts(new FeedFetch.Fetched(bytes, type, FeedFetch.Validators.NONE));
  }

  private static List<Post> read(String xml) {
    return read("application/xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Post only(String item) {
    List<Post> posts = read(FeedSite.RSS.formatted(item));
    assertThat(posts).hasSize(1);
    return posts.get(0);
  }

  private static String atom(String entry) {
    return "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='es'><title"
        + " type='text'>Site</title><id>urn:site</id>"
        + entry
        + "</feed>";
  }

  @Test
  void a_post_of_wordpress_is_read_with_all_that_a_draft_needs() {
    Post post = only(FeedSite.item("7", "Save the AT&#038;T", DATE, "Alerts", "<p>Call.</p>"));
    assertThat(post)
        .isEqualTo(
            new Post(
                "https://www.example.org/?p=7",
                "https://www.example.org/7/",
                "Save the AT&T",
                "<p>Call.</p>",
                true,
                "en-US",
                post.published(),
                List.of("Alerts", "Syracuse")));
    assertThat(post.published()).contains(Instant.parse("2017-03-06T15:00:00Z"));
  }

  @Test
  void where_a_feed_has_summaries_only_the_post_says_so() {
    Post post = only(FeedSite.item("7", "A", DATE, "Alerts", ""));
    assertThat(post.html()).isEqualTo("<p>The beginning [&#8230;]</p>");
    assertThat(post.isWhole()).isFalse();
  }

  @Test
  void atom_is_read_in_each_way_that_it_has_for_text() {
    List<Post> posts =
        read(
            atom(
                "<entry><id>tag:1</id><title>a &lt;b></title><link rel='edit' href='http://x.y/e'/>"
                    + "<link href='https://e.org/1'/><published>2017-03-06T10:00:00-05:00"
                    + "</published><category term='alerts' label='Action Alerts'/>"
                    + "<content type='html'>&lt;p>Call&lt;/p></content></entry>"
                    + "<entry><id>tag:2</id><title type='html'>a &lt;i>b&lt;/i></title>"
                    + "<updated>2017-03-07T00:00:00Z</updated><content type='xhtml'>"
                    + "<div xmlns='http://www.w3.org/1999/xhtml'>one<br/><a href='/x?a&amp;b'>two"
                    + "</a> &lt; three</div></content></entry>"
                    + "<entry><id>tag:3</id><title type='xhtml'><div"
                    + " xmlns='http://www.w3.org/1999/xhtml'>c <b>d</b></div></title>"
                    + "<summary>1 &lt; 2</summary></entry>"));
    assertThat(posts).extracting(Post::id).containsExactly("tag:1", "tag:2", "tag:3");
    assertThat(posts).extracting(Post::title).containsExactly("a <b>", "a b", "c d");
    assertThat(posts)
        .extracting(Post::html)
        .containsExactly(
            "<p>Call</p>",
            "<div>one<br><a href=\"/x?a&amp;b\">two</a> &lt; three</div>",
            "<p>1 &lt; 2</p>");
    assertThat(posts.get(0).link()).isEqualTo("https://e.org/1");
    assertThat(posts.get(0).categories()).containsExactly("alerts", "Action Alerts");
    assertThat(posts.get(0).published()).contains(Instant.parse("2017-03-06T15:00:00Z"));
    assertThat(posts.get(1).published()).contains(Instant.parse("2017-03-07T00:00:00Z"));
    assertThat(posts.get(2).lang()).isEqualTo("es");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&lt;script&gt;alert(1)&lt;/script&gt;Call today",
        "<![CDATA[<img src=x onerror=alert(1)>Call today]]>",
        "Call&#10; &#9;today&#13;"
      })
  void a_title_is_words_on_one_line_and_nothing_else(String title) {
    assertThat(only(FeedSite.item("7", title, DATE, "A", "")).title()).isEqualTo("Call today");
  }

  @Test
  void a_title_that_would_keep_a_parser_busy_is_looked_at_no_longer_than_a_title_is() {
    String title = "Call <![CDATA[" + "<b><p>".repeat(500_000) + "]]>";
    assertThat(only(FeedSite.item("7", title, DATE, "A", "")).title()).isEqualTo("Call");
  }

  @Test
  void what_is_too_long_for_a_title_is_cut() {
    assertThat(only(FeedSite.item("7", "x".repeat(9999), DATE, "A", "")).title())
        .hasSize(300)
        .endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "//x", "https://u:p@x.org/"})
  void a_link_is_an_address_of_the_web_or_none(String link) {
    String item = "<item><guid>a:1</guid><title>t</title><link>" + link + "</link></item>";
    assertThat(only(item).link()).isEmpty();
  }

  @Test
  void what_cannot_be_known_again_is_left_out() {
    assertThat(read(FeedSite.RSS.formatted("<item><title>a</title></item>"))).isEmpty();
    String longest = "x".repeat(501);
    assertThat(read(FeedSite.RSS.formatted("<item><guid>" + longest + "</guid></item>"))).isEmpty();
    assertThat(only("<item><link>https://example.org/a</link></item>").id())
        .isEqualTo("https://example.org/a");
  }

  @Test
  void names_of_other_vocabularies_are_not_taken_for_those_of_a_post() {
    String item =
        "<item><guid>a:1</guid><title>Mine</title><media:content"
            + " xmlns:media='http://search.yahoo.com/mrss/'><media:title>Theirs</media:title>"
            + "</media:content></item>";
    assertThat(only(item).title()).isEqualTo("Mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 06 Mar 2017 15:00:00 GMT|2017-03-06T15:00:00Z",
        "Tue, 6 Mar 2017 10:00:00 EST|2017-03-06T15:00:00Z",
        "6 Mar 2017 15:00 +0000|2017-03-06T15:00:00Z",
        "2017-03-06T15:00:00.5+00:00|2017-03-06T15:00:00.500Z"
      })
  void dates_are_read_as_feeds_write_them(String date, Instant at) {
    assertThat(PostParts.instant(date)).contains(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2017-99-99T00:00:00Z", "Mon, 06 Mär 2017 15:00:00 +0000"})
  void a_date_that_is_none_is_not_known(String date) {
    assertThat(PostParts.instant(date)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252,application/xml,windows-1252",
    "UTF-8,application/xml; charset=\"windows-1252\",windows-1252",
    "UTF-16,application/xml; charset=utf-8,UTF-16",
    "UTF-8,text/xml,UTF-8"
  })
  void letters_are_read_by_what_the_answer_and_the_file_say(
      String declared, String type, String encoded) {
    String feed =
        FeedSite.RSS
            .replace("encoding=\"UTF-8\"", "encoding=\"" + declared + "\"")
            .formatted(FeedSite.item("7", "¡Llame “hoy”!", DATE, "A", ""));
    List<Post> posts = read(type, feed.getBytes(Charset.forName(encoded)));
    assertThat(posts.get(0).title()).isEqualTo("¡Llame “hoy”!");
  }

  @Test
  void a_doctype_is_refused_before_anything_of_it_is_followed() throws IOException {
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/x.dtd";
      for (String doctype :
          List.of(
              "<!DOCTYPE rss SYSTEM \"" + address + "\">",
              "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
              "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
              "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>")) {
        String feed = doctype + "<rss><channel><item><guid>&b;</guid></item></channel></rss>";
        assertThatThrownBy(() -> read(feed))
            .isInstanceOf(FeedFault.class)
            .hasMessageContaining("DOCTYPE");
      }
      elsewhere.setSoTimeout(1);
      assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><title>x</title></head></html>",
        "<html><body>x</body></html>"
      })
  void a_web_page_in_place_of_the_feed_says_where_feeds_are(String page) {
    assertThatThrownBy(() -> read(page))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("/feed/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "<rss><channel>",
        "<rss>&nope",
        "<?xml version='1.0' encoding='x'?><rss/>"
      })
  void what_is_no_xml_is_refused_with_a_sentence(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FeedFault.class)
        .hasMessageMatching("It is no XML that can be read.*\\.");
  }

  @Test
  void what_plugins_and_word_processors_leave_in_a_feed_does_not_break_it() {
    String item = FeedSite.item("7", "Call\u000b today\u0008", DATE, "A", "");
    assertThat(read("\r\n\n  " + FeedSite.RSS.formatted(item)))
        .extracting(Post::title)
        .containsExactly("Call today");
    assertThat(read("\uFEFF" + FeedSite.RSS.formatted(item))).hasSize(1);
  }

  @Test
  void xml_that_is_no_feed_is_refused() {
    assertThatThrownBy(() -> read("<opml/>"))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("neither RSS nor Atom");
  }

  @Test
  void what_is_nested_without_end_is_refused() {
    assertThatThrownBy(() -> read("<rss>" + "<a>".repeat(100_000)))
        .isInstanceOf(FeedFault.class)
        .hasMessageContaining("nested");
  }

  @Test
  void of_a_feed_without_end_the_first_hundred_posts_are_read() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      items.append(FeedSite.item("" + i, "T", DATE, "A", ""));
    }
    assertThat(read(FeedSite.RSS.formatted(items)))
        .hasSize(100)
        .last()
        .extracting(Post::id)
        .isEqualTo("https://www.example.org/?p=99");
  }
}
