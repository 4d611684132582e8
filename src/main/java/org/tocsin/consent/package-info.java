/** What people agreed to, who nobody may write to, and how replies are read. */
package org.tocsin.consent;
