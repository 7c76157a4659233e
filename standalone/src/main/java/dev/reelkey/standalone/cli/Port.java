package dev.reelkey.standalone.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port on the command line; 0 takes a free one. */
record Port(int number) {
  private static final int HIGHEST = 65_535;

  /** Reads a port. */
  static final class Converter implements ITypeConverter<Port> {
    @Override
    public Port convert(String text) {
      try {
        int number = Integer.parseInt(text);
        if (number >= 0 && number <= HIGHEST) {
          return new Port(number);
        }
      } catch (NumberFormatException malformed) {
        throw wrong();
      }
      throw wrong();
    }

    private static TypeConversionException wrong() {
      return new TypeConversionException("a port is a number from 0 to " + HIGHEST);
    }
  }
}
