package org.tocsin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.Channel;
import org.tocsin.message.Labels;
import org.tocsin.message.PageLayout;

/** What a person sees who wants to sign up. */
final class SubscribePage {
  private static final List<String> FIELDS =
      List.of("by", "email", "phone", "zip", "state", "first_name", "last_name", "street", "city");

  private static final SignUpProof.Question NO_QUESTION = new SignUpProof.Question("", "");

  private final PageLayout frame;
  private final String sites;
  private final Set<Channel> channels;

  /**
   * @param channels by which this installation sends
   */
  SubscribePage(PageLayout frame, Set<Channel> channels, String sites) {
    this.sites = sites;
    this.frame = frame;
    this.channels = channels;
  }

  /** The words at a channel's box, exactly as they are shown. */
  String words(Channel channel, String lang) {
    return Labels.in(lang).get("subscribe.by." + channel.code(), frame.sender());
  }

  /**
   * The form as it was filled in.
   *
   * @param problems the label that says what is wrong, by the name of the field
   */
  HttpResponse form(SignUpForm form, Map<String, String> problems) {
    return form(form, problems, problems.isEmpty() ? 200 : 400, NO_QUESTION);
  }

  /** The same with a question that has to be answered first. */
  HttpResponse question(SignUpForm form, SignUpProof.Question question) {
    return form(form, Map.of(), 429, question);
  }

  private HttpResponse form(
      SignUpForm form, Map<String, String> problems, int status, SignUpProof.Question question) {
    Labels labels = Labels.in(form.lang());
    Map<String, String> words = labels.page("subscribe", frame.sender());
    Map<String, Object> values = new HashMap<>();
    values.put("title", words.get("title"));
    values.put("words", words);
    values.put("form", form.fields());
    values.put("wording", labels.lang());
    values.put("by_email", channels.contains(Channel.EMAIL));
    values.put("by_sms", channels.contains(Channel.SMS));
    values.put("others", LanguageSwitch.others(labels.lang()));
    values.put("languages", languages(form.language()));
    values.put("is_wrong", !problems.isEmpty());
    values.put("question", question.words());
    values.put("proof", question.token());
    values.put("proof_why", question.words().isEmpty() ? "" : labels.get("proof.why"));
    Map<String, String> said = new HashMap<>();
    FIELDS.forEach(field -> said.put(field, words.getOrDefault(problems.get(field), "")));
    values.put("problems", said);
    return page(status, "subscribe", labels, values);
  }

  private HttpResponse page(
      int status, String template, Labels labels, Map<String, Object> values) {
    HttpResponse page = HttpResponse.html(status, frame.page(template, labels.lang(), values));
    return SafeHeaders.inFramesOf(sites, page).in(labels.lang()).forOne();
  }

  private static List<Map<String, Object>> languages(String chosen) {
    return Labels.languages().stream()
        .map(
            lang ->
                Map.<String, Object>of(
                    "lang", lang, "name", Labels.name(lang), "chosen", lang.equals(chosen)))
        .toList();
  }

  /** The same for everyone, on the list or not. */
  HttpResponse sent(SignUpForm form) {
    Labels labels = Labels.in(form.lang());
    Map<String, Object> values = new HashMap<>();
    values.put("title", labels.get("subscribe.sent.title"));
    values.put(
        "sentences",
        channels.stream()
            .filter(form::wants)
            .sorted()
            .map(channel -> labels.get("subscribe.sent." + channel.code(), frame.sender()))
            .toList());
    values.put("last", labels.get("subscribe.sent.again"));
    return page(200, "subscribe-sent", labels, values);
  }

  /**
   * @param why the label that says what there was too much of
   */
  HttpResponse tooOften(SignUpForm form, String why) {
    Labels labels = Labels.in(form.lang());
    Map<String, Object> values = new HashMap<>();
    values.put("title", labels.get("subscribe.often.title"));
    values.put("sentences", List.of(labels.get(why)));
    values.put("last", "");
    return page(429, "subscribe-sent", labels, values);
  }
}
