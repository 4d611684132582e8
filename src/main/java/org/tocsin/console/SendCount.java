package org.tocsin.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.tocsin.Channel;
import org.tocsin.alert.Preview;
import org.tocsin.alert.PublishPreview;

/** What sending a sheet would do. */
record SendCount(PublishPreview published, Preview preview) {
  long on(Channel channel) {
    return preview.channels().getOrDefault(channel.code(), 0L);
  }

  long messages() {
    return preview.channels().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @param price of a segment, in US dollars
   */
  String cost(BigDecimal price) {
    return price
        .multiply(BigDecimal.valueOf(preview.totalSegments()))
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
