package org.tocsin.sheet.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.sheet.Edition;

/** Pages and documents as browsers and word processors save them, and Markdown as it is. */
final class DraftedPageTest {
  private static final String STORY =
      "<p>The House votes next week on H.R. 4242, which would end free school lunch for 40,000"
          + " children in our state, and nobody has asked their parents.</p><h2>What you can"
          + " do</h2><ul><li>Write a letter</li></ul>";

  private static final String TITLE = "<h1>Stop the Cuts to School Lunch</h1>";

  @TempDir private Path folder;

  private Edition drafted(String name, String text) {
    return new Drafts(folder).sheet(name, text).first();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav><a href='/'>AROUND</a></nav><main>STORY</main>",
        "<header><p>AROUND</p></header><article>STORY</article><aside>AROUND</aside>",
        "<article>STORY<footer>AROUND</footer></article><footer>AROUND</footer>",
        "STORY<form><p>AROUND</p><input></form>",
        "<main><article>STORY</article><div id='comments'><article class='comment'>"
            + "<p>AROUND</p></article></div></main>",
        "<div id='main'>STORY</div><div class='sidebar-widget'>AROUND</div><div class='sidebar'>"
            + "AROUND</div>",
        "<div class='cookie-banner'>AROUND</div><div role='navigation'>AROUND</div>STORY",
        "<article>STORY<div class='sharedaddy'>AROUND</div><div class='related-posts'>AROUND</div>"
            + "</article>",
        "<p style='display: none'>AROUND</p><div class='preheader'>AROUND</div>STORY",
        "<div class='site-header'>AROUND</div><div class='entry-content'>STORY</div><div"
            + " class='site-footer'>AROUND</div>",
        "<main>STORY</main><section id='disqus_thread'>AROUND</section><p>AROUND</p>",
        "<form id='aspnetForm'><div role='banner'>AROUND</div>STORY</form>"
      })
  void of_a_saved_page_only_its_text_stays(String page) {
    String html =
        "<!DOCTYPE html><html><head><title>x</title></head><body>"
            + page.replace("STORY", TITLE + STORY)
            + "</body></html>";
    Edition edition = drafted("page.html", html);
    assertThat(edition.source()).doesNotContain("AROUND");
    assertThat(edition.title()).isEqualTo("Stop the Cuts to School Lunch");
    assertThat(edition.body())
        .startsWith("\nThe House votes next week")
        .contains("## What you can do", "- Write a letter");
  }

  @Test
  void links_of_a_page_lead_to_whole_addresses_or_are_words() {
    String html =
        "<head><link rel=canonical href='https://example.org/blog/lunch'></head>"
            + TITLE
            + STORY
            + "<p><a href='/bill'>the bill</a>, <a href='#top'>top</a>, <a"
            + " href='javascript:void(0)'>print</a>, <a href='more.html'>more</a></p>";
    assertThat(drafted("page.html", html).body())
        .contains("[the bill](https://example.org/bill), top, print")
        .contains("[more](https://example.org/blog/more.html)");
  }

  @Test
  void a_google_document_keeps_bold_words_levels_numbers_and_where_links_lead() {
    String html =
        """
        <html><head><style>.c1{font-weight:400;font-style:normal}.c4{color:#000;font-weight:700}
        .c7,.c8{font-style:italic}</style></head><body class="doc-content">
        <p class="c3 title"><span class="c4">Save the Library</span></p>
        <p class="c5"><span class="c1">It will close </span><span class="c4">unless the </span><span
        class="c4">Senate acts</span><span class="c1">, and </span><span class="c7">9,000 readers</span><span
        class="c1"> have nowhere to go. Read </span><a
        href="https://www.google.com/url?q=https://example.org/bill?id%3D5&amp;sa=D&amp;ust=17">the
        bill</a>.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>
        <ul class="c2 lst-kix_abc-0 start"><li class="c6">Books</li></ul><ul class="c2 lst-kix_abc-1
        start"><li>for children</li></ul><ul class="c2 lst-kix_abc-2 start"><li>in
        Spanish</li></ul><ul class="c2 lst-kix_abc-0"><li>Warm rooms</li></ul>
        <ol class="c2 lst-kix_n-0 start" start="1"><li>Read the bill.</li></ol><p>Then, when all are
        home:</p><ol class="lst-kix_n-0" start="2"><li>Talk.</li></ol>
        <div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is this right?</span></p></div></body></html>
        """;
    Edition edition = drafted("doc.html", html);
    assertThat(edition.title()).isEqualTo("Save the Library");
    assertThat(edition.body())
        .contains(
            "**unless the Senate acts**, and *9,000 readers* have",
            "(https://example.org/bill?id=5)")
        .contains("- Books\n  - for children\n    - in Spanish\n- Warm rooms")
        .contains("1. Read the bill.", "2. Talk.")
        .doesNotContain("google", "[a]", "Is this right");
  }

  @Test
  void a_document_in_a_zip_and_a_page_saved_as_one_file_are_read() throws Exception {
    Path zipped = folder.resolve("doc.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
      zip.putNextEntry(new ZipEntry("images/image1.png"));
      zip.putNextEntry(new ZipEntry("StopTheCuts.html"));
      zip.write((TITLE + STORY).getBytes(StandardCharsets.UTF_8));
    }
    String saved =
        "From: <Saved by Blink>\n"
            + "Snapshot-Content-Location: https://example.org/lunch\n"
            + "Subject: Lunch - River\n"
            + "MIME-Version: 1.0\n"
            + "Content-Type: multipart/related; boundary=\"b\"\n\n"
            + "--b\n"
            + "Content-Type: text/html\n"
            + "Content-Transfer-Encoding: quoted-printable\n\n"
            + "<nav>AROUND</nav>"
            + TITLE
            + STORY.replace("<p>", "<p>It is so =E2=80=93 and ")
            + "\n--b--\n";
    assertThat(Drafts.sheet(Drafts.of(zipped)).first().title())
        .isEqualTo("Stop the Cuts to School Lunch");
    Edition page = drafted("page.mhtml", saved);
    assertThat(page.title()).isEqualTo("Stop the Cuts to School Lunch");
    assertThat(page.body()).contains("It is so – and The House").doesNotContain("AROUND");
  }

  @Test
  void a_copied_google_document_is_not_bold_as_a_whole() {
    String html =
        "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1'><h1><span"
            + " style='font-weight:400'>Save the Library</span></h1><p><span"
            + " style='font-weight:400'>It will </span><span"
            + " style='font-weight:700'>close</span><span style='font-weight:400'> in"
            + " spring.</span></p></b>";
    assertThat(drafted("doc.html", html).body()).contains("It will **close** in spring.");
  }

  @Test
  void a_word_document_as_a_page_keeps_the_levels_of_its_lists() {
    String item =
        "<p class=MsoListParagraph style='margin-left:%s;mso-list:l0 level%d lfo1'>%s</p>";
    String html =
        "<html><body><h1>Save the Library</h1><p class=MsoNormal>It will close in spring.</p>"
            + item.formatted(
                ".5in", 1, "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Books")
            + item.formatted("1.0in", 2, "<span>o<span>&nbsp; </span></span>for children")
            + item.formatted(".5in", 1, "<span>·<span>&nbsp; </span></span>Rooms")
            + "</body></html>";
    assertThat(drafted("word.htm", html).body()).contains("- Books\n  - for children\n- Rooms");
    assertThat(drafted("word.html", html.replaceAll("mso-list:l0[^']*", "")).body())
        .contains("- Books\n  - for children\n- Rooms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\nlayout: post\ntags: [a, b]\nauthor: Pat\n---\n\n"})
  void markdown_is_taken_as_markdown(String front) {
    String text =
        front
            + """
            # Keep Our River Clean

            The **Clean River Bill** is *stuck*. [Read it](https://example.org/r?a=1&b=2) or [this][1].

            Why it matters
            --------------

            * It bans dumping
                * of oil
            + It pays for tests

            > “I would not drink it.”

            3. Read it
            4. Talk about it

            | Name | Says |
            |------|------|
            | Farmers | yes |

            {{ page.title }}

            [1]: https://example.org/one
            """;
    for (String name : new String[] {"river.md", "river.txt"}) {
      Edition edition = drafted(name, text);
      assertThat(edition.title()).isEqualTo("Keep Our River Clean");
      assertThat(edition.body())
          .contains("**Clean River Bill** is *stuck*. [Read it](https://example.org/r?a=1&b=2)")
          .contains("[this](https://example.org/one)", "## Why it matters")
          .contains("- It bans dumping\n  - of oil\n- It pays for tests")
          .contains("> “I would not drink it.”", "3. Read it\n4. Talk about it", "- Farmers, yes");
    }
  }

  @Test
  void front_matter_gives_title_subject_and_language_and_a_call_list_stays_in_its_place() {
    String text =
        "---\n"
            + "title: \"Paren el oleoducto\"\n"
            + "subject: El voto es el lunes\n"
            + "lang: es-US\n"
            + "---\n"
            + "El condado vota.\n\n"
            + "{{ call_list }}\n\n"
            + "Venga a la reunión.\n";
    Edition edition = drafted("a.md", text);
    assertThat(edition.title()).isEqualTo("Paren el oleoducto");
    assertThat(edition.subject()).isEqualTo("El voto es el lunes");
    assertThat(edition.lang()).isEqualTo("es");
    assertThat(edition.body()).contains("vota.\n\n{{ call_list }}\n\nVenga");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D&source=docs",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&usg=x",
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&data=x",
        "https://urldefense.com/v3/__https://example.org/a?b=1__;!!abc$",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&h=AT0"
      })
  void a_link_that_only_leads_on_is_followed(String redirect) {
    assertThat(Redirect.followed("Read " + redirect + " today"))
        .isEqualTo("Read https://example.org/a?b=1 today");
  }
}
