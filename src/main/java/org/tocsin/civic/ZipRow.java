package org.tocsin.civic;

/**
 * One line of a district file: a ZIP and a district that it lies in.
 *
 * @param share of the ZIP's land that lies there, 0 to 1, or null where the file does not tell
 */
record ZipRow(String zip, District district, Double share) {}
