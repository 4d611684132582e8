/**
 * Measures how fast Tocsin is, on the machine it runs on. Each part starts the packaged program as
 * a process of its own, with a new database and made-up data, and what it is held against is
 * measured in the same run. Nothing here decides whether a figure is good.
 */
package org.tocsin.bench;
