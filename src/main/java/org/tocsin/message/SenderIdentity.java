package org.tocsin.message;

/**
 * As who we write.
 *
 * @param publicUrl where people reach us, under which every link stands
 */
public record SenderIdentity(Organization organization, String publicUrl) {}
