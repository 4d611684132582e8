/** Sending a sheet to an audience: release, gathering, pause, cancel. */
package org.tocsin.alert;
