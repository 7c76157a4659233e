package dev.reelkey.standalone.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An id on the command line; nothing that would mean something else inside a path. */
record Id(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{10,40}");

  @Override
  public String toString() {
    return value;
  }

  /** Reads an id. */
  static final class Converter implements ITypeConverter<Id> {
    @Override
    public Id convert(String text) {
      if (!FORM.matcher(text).matches()) {
        throw new TypeConversionException("an id is made of the letters a-z and the digits 2-7");
      }
      return new Id(text);
    }
  }
}
