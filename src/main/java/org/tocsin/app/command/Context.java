package org.tocsin.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tocsin.BadInput;
import org.tocsin.FileFault;
import org.tocsin.Problem;
import org.tocsin.TocsinException;
import org.tocsin.app.Services;
import org.tocsin.app.Settings;

/** What a command runs in: settings that are read when they are needed, and the time. */
public record Context(Supplier<Settings> settings, Clock clock) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** ASCII only, so that it is the same whatever the terminal's character set. */
  private static final ObjectMapper ONE_LINE =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Runs something on the database that is there, and closes it again, also when interrupted. */
  <T> T with(Function<Services, T> work) {
    return run(Services.openExisting(settings.get(), clock), work);
  }

  /** The same for what does not need one: empty where there is none. */
  <T> Optional<T> withIfThere(Function<Services, T> work) {
    return Services.hasDatabase(settings.get()) ? Optional.of(with(work)) : Optional.empty();
  }

  /**
   * The same for what may be the first thing that is done: a database is made if there is none.
   *
   * @param files what is to be taken in; one that cannot be read is refused before anything is made
   */
  <T> T withFirst(List<Path> files, Function<Services, T> work) {
    files.forEach(Context::checkReadable);
    return run(Services.open(settings.get(), clock), work);
  }

  /**
   * @throws BadInput where it is not there, or this user may not read it
   */
  static void checkReadable(Path file) {
    try {
      file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
    } catch (IOException e) {
      throw new BadInput(Problem.error(file.toString(), 0, "", FileFault.ofReading(file, e)));
    }
  }

  private static <T> T run(Services parts, Function<Services, T> work) {
    Thread interrupted = new Thread(parts::close);
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return work.apply(parts);
    } finally {
      parts.close();
      forget(interrupted);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the program was interrupted.
    }
  }

  static String json(Object value) {
    return json(JSON, value);
  }

  /** The same on one line. */
  static String jsonLine(Object value) {
    return json(ONE_LINE, value);
  }

  private static String json(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new TocsinException("This could not be written as JSON.", e);
    }
  }
}
