package dev.croft.init;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A TCP port somewhere.
 *
 * @param host an address or name
 * @param port 1 to 65535
 */
record Target(String host, int port) {

    private static final int LAST_PORT = 65535;

    /** Reads {@code host:port}, where the host may be an address of IPv6 without brackets. */
    static final class Converter implements ITypeConverter<Target> {

        @Override
        public Target convert(String text) {
            int colon = text.lastIndexOf(':');
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (colon > 0 && port >= 1 && port <= LAST_PORT) {
                    return new Target(text.substring(0, colon), port);
                }
            } catch (NumberFormatException noNumber) {
                throw new TypeConversionException(said(text));
            }
            throw new TypeConversionException(said(text));
        }

        private static String said(String text) {
            return "%s names no port; write it like db:5432".formatted(text);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
