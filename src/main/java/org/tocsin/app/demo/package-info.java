/**
 * The demo: its facts and people, the peers that stand in for the world, and its page and table.
 */
package org.tocsin.app.demo;
