package org.tocsin.civic;

/**
 * An office of an official.
 *
 * @param label the town, or "DC"; where there are two in one town, with the street: "Houston (1919
 *     Smith Street)"
 * @param phone "315-423-5657", with an extension "315-423-5657 x12", or null where it has none
 * @param latitude degrees north, or null where unknown; likewise longitude, degrees east
 */
public record Office(String label, String phone, Double latitude, Double longitude) {
  private static final String STREET = " (";
  private static final String EXTENSION = " x";

  /** The label without the street. */
  public String town() {
    int street = label.indexOf(STREET);
    return street < 0 ? label : label.substring(0, street);
  }

  /** "315-423-5657" of "315-423-5657 x12". */
  public static String withoutExtension(String phone) {
    int extension = phone.indexOf(EXTENSION);
    return extension < 0 ? phone : phone.substring(0, extension);
  }

  Office labelled(String other) {
    return new Office(other, phone, latitude, longitude);
  }
}
