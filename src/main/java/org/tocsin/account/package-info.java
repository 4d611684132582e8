/** Organizers who use the console: accounts, roles, signing in, sessions, and who did what. */
package org.tocsin.account;
