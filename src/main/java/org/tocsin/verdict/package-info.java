/** Why a mail server did not take a mail, by what it says, and whose fault that is. */
package org.tocsin.verdict;
