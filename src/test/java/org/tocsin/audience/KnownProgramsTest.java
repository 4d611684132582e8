package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.support.TestDatabase;

/** Files as other programs export them, without a typed column name. */
final class KnownProgramsTest {
  private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void set_up() {
    people = People.none(JDBI, folder);
  }

  private List<String> suppressed() {
    return JDBI.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT x.channel || ' ' || x.reason || ' ' || coalesce(s.email, s.phone)
                    FROM suppression x
                    JOIN subscriber s ON x.address_key IN (s.email_key, s.phone_key) ORDER BY 1
                    """)
                .mapTo(String.class)
                .list());
  }

  /** "Ann Doe ann@example.org +13155550101 13202 NY yes no": who it is, and to what they agreed. */
  private String known(String address) {
    Subscriber s = people.find(address);
    return String.join(
        " ",
        s.firstName(),
        s.lastName(),
        "" + s.email(),
        "" + s.phone(),
        s.zip(),
        s.state(),
        s.emailConsent() ? "yes" : "no",
        s.smsConsent() ? "yes" : "no");
  }

  @Test
  void action_network() {
    people.importRows(
        "first_name,last_name,email,can2_user_address,can2_user_city,can2_state_abbreviated,"
            + "zip_code,country,can2_phone,language,can2_subscription_status,can2_sms_status,"
            + "can2_user_tags,uuid",
        "Ann,Doe,ann@example.org,1 Main St,Syracuse,NY,13202,US,3155550101,en,subscribed,"
            + "subscribed,\"Volunteer, Host\",u1",
        "Bob,Roe,bob@example.org,,,NY,13210,US,3155550102,en,unsubscribed,unsubscribed,,u2",
        "Cy,Poe,cy@example.org,,,NY,13210,US,,en,bouncing,,,u3",
        "Di,Loe,di@example.org,,,NY,13210,US,,en,spam complaint,,,u4",
        "Ed,Moe,ed@example.org,,,NY,13210,US,,en,something new,,,u5");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes yes");
    assertThat(people.find("ann@example.org").street()).isEqualTo("1 Main St");
    assertThat(people.find("ann@example.org").tags()).containsExactly("host", "volunteer");
    assertThat(suppressed())
        .containsExactly(
            "email complaint di@example.org",
            "email hard_bounce cy@example.org",
            "email unsubscribe bob@example.org",
            "sms unsubscribe bob@example.org");
    assertThat(known("ed@example.org")).endsWith("no no");
  }

  @Test
  void mailchimp_with_subscribed_unsubscribed_and_cleaned_members() {
    people.importRows(
        "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,"
            + "CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
            + "LAST_CHANGED,LEID,EUID,NOTES,TAGS",
        "ann@example.org,Ann,Doe,\"1 Main St  Syracuse NY 13202 US\",315-555-0101,2,"
            + "2016-01-02 03:04:05,203.0.113.7,2016-01-02 03:05:05,203.0.113.7,,,,,,US,ny,"
            + "2016-01-02 03:05:05,1,a,,\"\"\"Volunteer\"\",\"\"Host\"\"\"");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes no");
    assertThat(people.find("ann@example.org").street()).isEqualTo("1 Main St");
    assertThat(people.find("ann@example.org").tags()).containsExactly("host", "volunteer");
    assertThat(people.consentEvents())
        .containsExactly("email given by import,  at 2016-01-02 03:04:05");
    people.importRows(
        "Email Address,First Name,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON",
        "bob@example.org,Bob,2015-01-01 00:00:00,2016-05-06 07:08:09,May,NORMAL");
    people.importRows(
        "Email Address,First Name,OPTIN_TIME,CLEAN_TIME",
        "cy@example.org,Cy,2015-01-01,2016-05-06");
    assertThat(suppressed())
        .containsExactly("email hard_bounce cy@example.org", "email unsubscribe bob@example.org");
  }

  @Test
  void van_with_tabs() {
    people.importRows(
        "VANID\tLastName\tFirstName\tMiddleName\tStreetAddress\tCity\tState\tZip/Postal\tCell Phone"
            + "\tHome Phone\tPreferredEmail\tEmail Subscription Status\tSMS Opt-In Status",
        "1\tDoe\tAnn\tB\t1 Main St\tSyracuse\tNY\t13202-1234\t(315) 555-0101\t(315) 555-0177"
            + "\tann@example.org\tSubscribed\tOpt In",
        "2\tRoe\tBob\t\t\t\tNY\t13210\t\t(315) 555-0102\t\tNeutral\tUnknown",
        "3\tPoe\tCy\t\t\t\tNY\t13210\t3155550103\t\tcy@example.org\tUnsubscribed\tOpt Out");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes yes");
    assertThat(known("315-555-0102")).isEqualTo("Bob Roe null +13155550102 13210 NY no no");
    assertThat(suppressed())
        .containsExactly("email unsubscribe cy@example.org", "sms unsubscribe cy@example.org");
  }

  @Test
  void spoke_whose_texters_are_nobody_of_ours() {
    people.importRows(
        "campaignId,campaign,texter[firstName],texter[lastName],texter[email],texter[cell],"
            + "contact[firstName],contact[lastName],contact[cell],contact[zip],contact[city],"
            + "contact[state],contact[optOut],contact[messageStatus],contact[external_id]",
        "1,May,Tex,Ter,tex@example.org,+13155550199,Ann,Doe,+13155550101,13202,Syracuse,NY,false,"
            + "convo,9",
        "1,May,Tex,Ter,tex@example.org,+13155550199,Bob,Roe,+13155550102,13202,Syracuse,NY,true,"
            + "closed,8");
    assertThat(people.subscribers.count()).isEqualTo(2);
    assertThat(known("315-555-0101")).isEqualTo("Ann Doe null +13155550101 13202 NY no no");
    assertThat(suppressed()).containsExactly("sms stop +13155550102");
    people.importRows("firstName,lastName,cell,zip,external_id", "Cy,Poe,3155550103,13202,7");
    assertThat(known("315-555-0103")).isEqualTo("Cy Poe null +13155550103 13202  no no");
  }

  @Test
  void google_contacts_old_and_new() {
    people.importRows(
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,"
            + "E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
            + "Phone 2 - Type,Phone 2 - Value,Address 1 - Formatted,Address 1 - Street,"
            + "Address 1 - City,Address 1 - Region,Address 1 - Postal Code",
        "Ann Doe,Ann,,Doe,* myContacts ::: Volunteers,* Home,ann@example.org ::: a@example.org,"
            + "Work,w@example.org,Home,315-555-0177,Mobile,315-555-0101,\"1 Main St\nSyracuse, NY"
            + " 13202\",1 Main St,Syracuse,NY,13202");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY no no");
    assertThat(people.find("ann@example.org").tags()).contains("volunteers");
    people.importRows(
        "First Name,Middle Name,Last Name,Nickname,Labels,E-mail 1 - Label,E-mail 1 - Value,"
            + "Phone 1 - Label,Phone 1 - Value,Address 1 - Postal Code",
        "Bob,,Roe,,* myContacts,,bob@example.org,Mobile,315-555-0102,13210");
    assertThat(known("bob@example.org"))
        .isEqualTo("Bob Roe bob@example.org +13155550102 13210  no no");
  }

  @Test
  void nationbuilder() {
    people.importRows(
        "nationbuilder_id,first_name,last_name,email,email1,email1_is_bad,phone_number,"
            + "mobile_number,is_mobile_bad,do_not_call,do_not_contact,email_opt_in,mobile_opt_in,"
            + "primary_address1,primary_city,primary_state,primary_zip,tag_list,language",
        "1,Ann,Doe,ann@example.org,ann@example.org,false,315-555-0177,315-555-0101,false,false,"
            + "false,true,true,1 Main St,Syracuse,NY,13202,\"host, volunteer\",es",
        "2,Bob,Roe,bob@example.org,bob@example.org,true,315-555-0102,,false,false,false,true,true,"
            + ",,NY,13210,,",
        "3,Cy,Poe,cy@example.org,,,,,,,true,true,false,,,NY,13210,,");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes yes");
    assertThat(known("bob@example.org")).endsWith("+13155550102 13210 NY yes no");
    assertThat(suppressed())
        .containsExactly("email by_hand cy@example.org", "email hard_bounce bob@example.org");
  }

  @Test
  void civicrm() {
    people.importRows(
        "Contact ID,Contact Type,Do Not Email,Do Not Phone,Do Not Sms,No Bulk Emails (User Opt"
            + " Out),First Name,Last Name,Display Name,Preferred Language,Street"
            + " Address,City,Postal Code,State,Phone,Email,On Hold,Is Deceased",
        "1,Individual,No,No,No,No,Ann,Doe,Ann Doe,es_MX,1 Main St,Syracuse,13202,New York,"
            + "315-555-0101,ann@example.org,No,No",
        "2,Individual,Yes,No,No,No,Bob,Roe,,,,,13210,NY,,bob@example.org,No,No",
        "3,Individual,No,No,No,Yes,Cy,Poe,,,,,13210,NY,,cy@example.org,No,No",
        "4,Individual,No,No,No,No,Di,Loe,,,,,13210,NY,,di@example.org,On Hold Bounce,No",
        "5,Individual,No,No,Yes,No,Ed,Moe,,,,,13210,NY,315-555-0105,,No,No");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY no no");
    assertThat(people.find("ann@example.org").language()).isEqualTo("es");
    assertThat(suppressed())
        .containsExactly(
            "email hard_bounce di@example.org",
            "email unsubscribe bob@example.org",
            "email unsubscribe cy@example.org",
            "sms stop +13155550105");
  }

  @Test
  void actionkit() {
    people.importRows(
        "id,email,prefix,first_name,middle_name,last_name,address1,city,state,region,postal,zip,"
            + "plus4,country,source,lang,subscription_status,created_at,phone",
        "1,ann@example.org,,Ann,,Doe,1 Main St,Syracuse,NY,NY,13202,13202,1234,United States,"
            + "website,en_US,subscribed,2016-01-01,315-555-0101",
        "2,bob@example.org,,Bob,,Roe,,,,,,,,,,,unsubscribed,2016-01-01,",
        "3,cy@example.org,,Cy,,Poe,,,,,,,,,,,never,2016-01-01,",
        "4,di@example.org,,Di,,Loe,,,,,,,,,,,bounced,2016-01-01,");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes no");
    assertThat(known("cy@example.org")).endsWith("no no");
    assertThat(suppressed())
        .containsExactly("email hard_bounce di@example.org", "email unsubscribe bob@example.org");
  }

  @Test
  void listmonk_with_what_it_knows_in_one_cell() {
    people.importRows(
        "uuid,email,name,attributes,status,created_at,updated_at",
        "u1,ann@example.org,Ann Doe,\"{\"\"city\"\": \"\"Syracuse\"\", \"\"zip\"\": \"\"13202\"\","
            + " \"\"x\"\": {\"\"zip\"\": 1}}\",enabled,2016-01-01,2016-01-01",
        "u2,bob@example.org,Bob,{},blocklisted,2016-01-01,2016-01-01",
        "u3,cy@example.org,Cy,not json,disabled,2016-01-01,2016-01-01");
    assertThat(known("ann@example.org")).isEqualTo("Ann Doe ann@example.org null 13202  no no");
    assertThat(suppressed()).containsExactly("email by_hand bob@example.org");
    assertThat(known("cy@example.org")).endsWith("no no");
  }

  @Test
  void siblings_constant_contact_squarespace_and_wix() {
    people.importRows(
        "Email address,First name,Last name,Phone - mobile,Street address line 1 - Home,City -"
            + " Home,State/Province - Home,Zip/Postal code - Home,Email status,Email permission"
            + " status,Tags",
        "ann@example.org,Ann,Doe,315-555-0101,1 Main St,Syracuse,NY,13202,Active,Express,Host",
        "bob@example.org,Bob,Roe,,,,,,Unsubscribed,Unsubscribed,");
    assertThat(known("ann@example.org"))
        .isEqualTo("Ann Doe ann@example.org +13155550101 13202 NY yes no");
    people.importRows(
        "Email,First Name,Last Name,Shipping Zip,Subscriber Source,Subscriber Since,Accepts"
            + " Marketing",
        "cy@example.org,Cy,Poe,13202,Newsletter Block,2016-01-01,yes");
    assertThat(known("cy@example.org")).endsWith("yes no");
    people.importRows(
        "First Name,Last Name,Email 1,Phone 1,Address 1 - Zip Code,Email subscriber status,"
            + "SMS subscriber status",
        "Di,Loe,di@example.org,315-555-0104,13202,Subscribed,Never subscribed",
        "Ed,Moe,ed@example.org,,13202,Unsubscribed,");
    assertThat(known("di@example.org"))
        .isEqualTo("Di Loe di@example.org +13155550104 13202  yes no");
    assertThat(suppressed())
        .containsExactly("email unsubscribe bob@example.org", "email unsubscribe ed@example.org");
  }

  @Test
  void in_a_file_of_numbers_alone_an_opt_out_is_of_texts() {
    people.importRows(
        "phone_number,first_name,is_opted_out,opt_in",
        "315-555-0101,Ann,false,yes",
        "315-555-0102,Bob,true,yes");
    people.importRows("cell,status", "315-555-0103,unsubscribed", "315-555-0104,subscribed");
    assertThat(known("315-555-0101")).endsWith("no yes");
    assertThat(known("315-555-0104")).endsWith("no yes");
    assertThat(suppressed())
        .containsExactly("sms stop +13155550102", "sms unsubscribe +13155550103");
  }

  @Test
  void a_voter_files_status_is_no_consent() {
    people.importRows("Email,Voter Status", "ann@example.org,Active", "bob@example.org,Purged");
    assertThat(known("ann@example.org")).endsWith("no no");
    assertThat(known("bob@example.org")).endsWith("no no");
    assertThat(suppressed()).isEmpty();
  }

  @Test
  void consent_to_texts_is_of_the_mobile_number() {
    Subscribers.Imported in =
        people.importRows(
            "email,mobile_number,home_phone,sms_consent", "ann@example.org,,315-555-0177,yes");
    assertThat(known("ann@example.org")).endsWith("+13155550177   no no");
    assertThat(in.problems()).anyMatch(p -> p.message().contains("no mobile number"));
  }
}
