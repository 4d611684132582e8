/** Tocsin sends action alerts. Here stand the few words that every part uses. */
package org.tocsin;
