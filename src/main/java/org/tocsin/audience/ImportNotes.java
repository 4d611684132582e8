package org.tocsin.audience;

import org.jdbi.v3.core.Handle;
import org.tocsin.BadInput;

/** How it is written down what a file of people would do or did, and that somebody did it. */
public interface ImportNotes {
  /** As JSON. */
  String report(Subscribers.Imported imported);

  /** The same of a file of which somebody has to say first what its columns hold. */
  String refused(BadInput why);

  /** Within the transaction that ends the import. */
  void imported(Handle handle, PeopleFiles.Kept file, Subscribers.Imported did);
}
