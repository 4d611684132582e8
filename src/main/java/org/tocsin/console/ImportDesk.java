package org.tocsin.console;

import org.tocsin.audience.ImportUndo;
import org.tocsin.audience.PeopleFiles;
import org.tocsin.audience.PeopleImports;

/** What the pages about files of people work with. */
public record ImportDesk(PeopleFiles files, PeopleImports imports, ImportUndo undo) {}
