package org.tocsin.console;

import org.jdbi.v3.core.Handle;
import org.tocsin.BadInput;
import org.tocsin.account.AuditLog;
import org.tocsin.audience.ImportNotes;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.Subscribers;

/** Writes reports of imports as the pages show them, and who imported a file into the record. */
public record ImportAudit(AuditLog audit) implements ImportNotes {
  @Override
  public String report(Subscribers.Imported imported) {
    return ImportReport.json(imported);
  }

  @Override
  public String refused(BadInput why) {
    return ImportReport.refused(why);
  }

  @Override
  public void imported(Handle handle, PeopleFiles.Kept file, Subscribers.Imported did) {
    audit.add(
        handle,
        file.who(),
        "people imported",
        "file "
            + file.id()
            + ": "
            + did.added()
            + " added, "
            + did.updated()
            + " updated, "
            + did.skipped()
            + " rows skipped");
  }
}
