/** What programs do with a token: publish sheets, make alerts, steer and watch them. */
package org.tocsin.web.api;
