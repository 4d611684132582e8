/** What people agreed to, whom nobody may write to, and how replies are read. */
package org.tocsin.consent;
