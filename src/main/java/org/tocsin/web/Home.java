package org.tocsin.web;

import org.tocsin.message.Organization;

/** The start page. */
public final class Home {
  private final Organization organization;

  public Home(Organization organization) {
    this.organization = organization;
  }

  public Answer page() {
    return Answer.text(200, organization.name() + "\n" + organization.tagline() + "\n");
  }
}
