package org.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.Channel;
import org.tocsin.account.AuditLog;
import org.tocsin.account.Role;
import org.tocsin.audience.Subscriber;
import org.tocsin.support.ConsoleVisitor;
import org.tocsin.support.TestDatabase;
import org.tocsin.support.TestServer;
import org.tocsin.support.Town;

/** People, as organizers look them up and act for them. */
final class PeoplePagesTest {
  private static TestServer server;
  private static ConsoleVisitor author;
  private static ConsoleVisitor publisher;
  private static ConsoleVisitor admin;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServer.start(TestDatabase.fresh(), Map.of());
    new Town(server.parts, folder);
    author = ConsoleVisitor.as(server, "author@example.org", Role.AUTHOR);
    publisher = ConsoleVisitor.as(server, "publisher@example.org", Role.PUBLISHER);
    admin = ConsoleVisitor.as(server, "admin@example.org", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Subscriber person(String email, String... more) {
    Map<String, String> said = new LinkedHashMap<>(Map.of("email", email));
    for (int i = 0; i < more.length; i += 2) {
      said.put(more[i], more[i + 1]);
    }
    server.parts.subscribers.take(said, "test");
    return server.parts.subscribers.find(email).orElseThrow();
  }

  private static String found(String asked) {
    HttpResponse<String> page =
        publisher.get("/console/people?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  @Test
  void people_are_found_by_name_email_number_zip_and_district() {
    person(
        "rosa.quimby@example.org",
        "first_name",
        "Rosa Maria",
        "last_name",
        "Quimby",
        "phone",
        "315-555-0123",
        "zip",
        "13202",
        "tags",
        "volunteers");
    person("other@example.org", "first_name", "Nobody", "zip", "10001");
    List<String> ways =
        List.of(
            "quim",
            "ROSA",
            "rosa quim",
            "Rosa Maria Quimby",
            "Quimby, Rosa",
            "rosa.quimby@example.org",
            "rosa.q",
            "(315) 555-0123",
            "13202",
            "13202-1234",
            "ny-24",
            "NY24");
    for (String way : ways) {
      assertThat(found(way))
          .as(way)
          .contains("Rosa Maria Quimby", "315-555-0123", "NY-24", "volunteers")
          .doesNotContain("other@example.org");
    }
    assertThat(found("%")).contains("Nobody fits “%”").doesNotContain("rosa.quimby");
  }

  @Test
  void a_list_goes_on_where_the_page_before_it_ended() {
    for (int i = 0; i < 53; i++) {
      person("page" + i + "@example.org", "last_name", "Longlist");
    }
    String first = found("longlist");
    Matcher older = Pattern.compile("href=\"(/console/people\\?q=[^\"]*)\"").matcher(first);
    assertThat(older.find()).isTrue();
    String second = publisher.get(older.group(1).replace("&amp;", "&")).body();
    assertThat(first).contains("page52@", "page3@").doesNotContain("page2@");
    assertThat(second)
        .contains("page2@", "page0@")
        .doesNotContain("page3@", "href=\"/console/people?q=");
  }

  @Test
  void a_persons_page_tells_what_they_agreed_to_and_how_their_district_is_known() {
    Subscriber person =
        person(
            "told@example.org",
            "zip",
            "13202",
            "email_consent",
            "yes",
            "consent_source",
            "rally",
            "consent_at",
            "2026-01-02");
    assertThat(page(person).body())
        .contains(
            "NY-24, by the ZIP",
            "gets them",
            "agreed · by an imported file",
            "rally",
            "Stop emails")
        .doesNotContain("Erase for good");
    assertThat(admin.get("/console/people/" + person.id()).body()).contains("Erase for good");
  }

  private static HttpResponse<String> page(Subscriber person) {
    return publisher.get("/console/people/" + person.id());
  }

  @Test
  void what_a_name_holds_is_never_run() {
    Subscriber person = person("script@example.org", "last_name", "<script>alert(1)</script>");
    assertThat(page(person).body()).doesNotContain("<script>alert");
    assertThat(found("script@example.org")).doesNotContain("<script>alert");
  }

  @Test
  void somebody_who_is_not_there_is_not_found() {
    assertThat(publisher.get("/console/people/999999999").statusCode()).isEqualTo(404);
    assertThat(publisher.get("/console/people/x").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> stop(
      ConsoleVisitor who, Subscriber person, String channel, String heard) {
    return who.post(
        "/console/people/" + person.id() + "/stop", Map.of("channel", channel, "heard", heard));
  }

  private static boolean isStopped(Channel channel, String address) {
    return server.parts.consent.isSuppressed(
        channel, server.parts.addressKeys.of(channel, address));
  }

  @Test
  void emails_and_texts_are_stopped_by_hand_each_by_itself() {
    Subscriber person = person("both@example.org", "phone", "315-555-0124", "email_consent", "yes");
    assertThat(stop(author, person, "sms", "called").statusCode()).isEqualTo(403);
    assertThat(isStopped(Channel.SMS, "+13155550124")).isFalse();
    HttpResponse<String> done = stop(publisher, person, "sms", "called Ann: no more texts");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(isStopped(Channel.SMS, "+13155550124")).isTrue();
    assertThat(isStopped(Channel.EMAIL, "both@example.org")).isFalse();
    assertThat(publisher.get(done.headers().firstValue("Location").orElseThrow()).body())
        .contains("No more texts go to this number.", "called Ann: no more texts", "Stop emails")
        .doesNotContain("Stop texts");
    assertThat(audited()).contains("opted out by hand person " + person.id() + ", sms");
  }

  private static List<String> audited() {
    return new AuditLog(server.parts.jdbi, server.parts.clock)
        .list(Long.MAX_VALUE, 100).stream()
            .map(entry -> entry.action() + " " + entry.detail())
            .toList();
  }

  @Test
  void nothing_is_stopped_without_what_was_said_or_where_there_is_no_such_address() {
    Subscriber person = person("silent@example.org");
    HttpResponse<String> wordless = stop(publisher, person, "email", " ");
    assertThat(wordless.statusCode()).isEqualTo(400);
    assertThat(wordless.body()).contains("Write down what they said");
    HttpResponse<String> numberless = stop(publisher, person, "sms", "called Ann");
    assertThat(numberless.statusCode()).isEqualTo(400);
    assertThat(numberless.body()).contains("value=\"called Ann\"");
    assertThat(isStopped(Channel.EMAIL, "silent@example.org")).isFalse();
  }

  private static HttpResponse<String> erase(
      ConsoleVisitor who, Subscriber person, String confirmation) {
    return who.post("/console/people/" + person.id() + "/erase", Map.of("confirm", confirmation));
  }

  @Test
  void only_an_admin_who_types_the_number_erases_somebody() {
    Subscriber person = person("gone@example.org");
    assertThat(erase(publisher, person, "" + person.id()).statusCode()).isEqualTo(403);
    assertThat(erase(admin, person, "yes").statusCode()).isEqualTo(400);
    assertThat(page(person).statusCode()).isEqualTo(200);
    assertThat(erase(admin, person, "" + person.id()).statusCode()).isEqualTo(303);
    assertThat(page(person).statusCode()).isEqualTo(404);
    assertThat(isStopped(Channel.EMAIL, "gone@example.org")).isTrue();
    assertThat(audited()).contains("person erased person " + person.id());
  }

  @Test
  void of_two_who_share_a_number_only_the_one_who_is_meant_is_erased() {
    Subscriber stays = person("stays@example.org", "phone", "315-555-0125", "first_name", "Ann");
    Subscriber goes = person("goes@example.org", "phone", "315-555-0125", "first_name", "Ben");
    assertThat(erase(admin, goes, "" + goes.id()).statusCode()).isEqualTo(303);
    assertThat(page(stays).body()).contains("315-555-0125");
    assertThat(page(goes).statusCode()).isEqualTo(404);
    assertThat(isStopped(Channel.SMS, "+13155550125")).isFalse();
  }

  @Test
  void a_tag_is_put_on_one_person_and_taken_off() {
    Subscriber person = person("tag@example.org", "tags", "volunteers");
    String path = "/console/people/" + person.id() + "/tags";
    assertThat(author.post(path, Map.of("tag", "x")).statusCode()).isEqualTo(403);
    publisher.post(path, Map.of("tag", " Phone  Bank", "change", "add"));
    publisher.post(path, Map.of("tag", "phone bank", "change", "add"));
    assertThat(tags("tag@example.org")).containsExactly("phone bank", "volunteers");
    publisher.post(path, Map.of("tag", "volunteers", "change", "remove"));
    assertThat(tags("tag@example.org")).containsExactly("phone bank");
    assertThat(publisher.post(path, Map.of("tag", "<b>", "change", "add")).body())
        .contains("Nothing has been changed");
    assertThat(audited()).contains("tag added person " + person.id() + ": phone bank, 1 people");
  }

  private static List<String> tags(String email) {
    return server.parts.subscribers.find(email).orElseThrow().tags();
  }

  @Test
  void a_tag_is_put_on_all_who_are_found_and_never_on_the_whole_list() {
    person("found1@example.org", "last_name", "Tagfound");
    person("found2@example.org", "last_name", "Tagfound");
    person("other2@example.org", "last_name", "Elsewhere");
    String path = "/console/people/tags";
    assertThat(publisher.post(path, Map.of("q", "tagfound", "tag", "rally")).statusCode())
        .isEqualTo(403);
    assertThat(admin.post(path, Map.of("q", " ", "tag", "rally")).statusCode()).isEqualTo(400);
    assertThat(admin.post(path, Map.of("q", "tagfound", "tag", "rally")).statusCode())
        .isEqualTo(303);
    assertThat(tags("found1@example.org")).containsExactly("rally");
    assertThat(tags("found2@example.org")).containsExactly("rally");
    assertThat(tags("other2@example.org")).isEmpty();
  }

  @Test
  void who_is_found_can_be_saved_as_a_file() {
    person("saved@example.org", "last_name", "Savedone", "street", "=1+1");
    person("unsaved@example.org", "last_name", "Unsaved");
    assertThat(admin.get("/console/people/export?q=savedone").body())
        .contains("saved@example.org", "'=1+1")
        .doesNotContain("unsaved@", ",=1+1");
    assertThat(audited()).contains("people exported 1 who were found");
  }

  @Test
  void calls_that_somebody_reports_stand_on_their_page() {
    Subscriber person = person("caller@example.org");
    server.parts.jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO reported_call (slug, official, subscriber_id, alert_id, result, way,"
                    + " at) VALUES ('save-it', 'X000001', ?, 0, 'reached', 'link', now())",
                person.id()));
    assertThat(page(person).body())
        .contains("Calls that they say they made", "save-it", "X000001", "Somebody answered");
  }

  @Test
  void who_erased_somebody_is_on_record() {
    Subscriber person = person("record@example.org");
    erase(admin, person, "" + person.id());
    List<String> sources =
        server.parts.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT source FROM consent_event WHERE address_key = :key")
                    .bind("key", server.parts.addressKeys.of(Channel.EMAIL, "record@example.org"))
                    .mapTo(String.class)
                    .list());
    assertThat(sources).containsExactly("admin@example.org");
  }
}
