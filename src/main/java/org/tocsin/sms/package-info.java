/** Handing texts to Twilio, and hearing its reports and replies. */
package org.tocsin.sms;
