package org.tocsin.app.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * A kind of request: how large a body it may have, and in which {@link Room} it is answered.
 *
 * @param path where these requests go; the longest that fits counts
 * @param largestBody in bytes
 * @param isUrgent whether somebody may be leaving by it: such requests have a room to themselves
 */
record RequestLane(String path, int largestBody, boolean isUrgent) {
  private static final int KB = 1024;

  /** The largest legitimate body of each, with room to spare. */
  private static final List<RequestLane> LANES =
      List.of(
          // 1,600 characters of 12 bytes each, ten files, and what Twilio's add-ons found out
          new RequestLane("/twilio/", 256 * KB, true),
          new RequestLane("/u/", 16 * KB, true),
          // a sheet of 128 kB; whoever reads a longer one says so
          new RequestLane("/api/v1/sheets", 256 * KB, false),
          // some 8,000 people
          new RequestLane("/api/v1/subscribers/import", 1024 * KB, false),
          new RequestLane("/api/", 64 * KB, false),
          // a sheet of 128 kB, encoded as a form
          new RequestLane("/console/sheets", 512 * KB, false),
          new RequestLane("/console/people/import", 1024 * KB, false),
          new RequestLane("/", 16 * KB, false));

  /** Nothing is read of a body where none belongs. */
  static final int NO_BODY = KB;

  static RequestLane of(RoutingContext request) {
    String path = request.normalizedPath();
    RequestLane lane =
        LANES.stream().filter(l -> path.startsWith(l.path)).findFirst().orElseThrow();
    HttpMethod method = request.request().method();
    boolean isToRead = method == HttpMethod.GET || method == HttpMethod.HEAD;
    return isToRead ? new RequestLane(lane.path, NO_BODY, lane.isUrgent) : lane;
  }
}
