/** The feed of the group's own site: a new post becomes the draft of a sheet. */
package org.tocsin.feed;
