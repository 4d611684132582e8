package org.tocsin.message;

import org.tocsin.sheet.Edition;
import org.tocsin.sheet.Sheet;

/**
 * Where the links in a message lead.
 *
 * @param root the public address, without a slash at its end
 * @param personal whether the reader is a subscriber, so that a token will be filled in
 */
record Links(String root, boolean personal) {
  Links {
    root = root.replaceAll("/+$", "");
  }

  String sheet(Sheet sheet, Edition edition) {
    String suffix = edition.equals(sheet.first()) ? "" : "." + edition.lang();
    return root + "/s/" + sheet.slug() + suffix;
  }

  String unsubscribe() {
    return personal ? root + "/u/" + Slots.TOKEN : root + "/";
  }

  String preferences() {
    return personal ? root + "/preferences/" + Slots.TOKEN : root + "/";
  }
}
