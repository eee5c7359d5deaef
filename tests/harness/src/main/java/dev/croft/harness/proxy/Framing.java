package dev.croft.harness.proxy;

import io.vertx.core.buffer.Buffer;

/** How one event of a watch ends and how one is made, on either kind of connection; changes never. */
enum Framing {
    /** The reply to a long GET: one line of JSON per event. */
    LINES {
        @Override
        int end(Buffer bytes, int from) {
            for (int at = from; at < bytes.length(); at++) {
                if (bytes.getByte(at) == '\n') {
                    return at + 1;
                }
            }
            return NONE;
        }

        @Override
        Buffer last(Buffer event) {
            return Buffer.buffer().appendBuffer(event).appendByte((byte) '\n');
        }
    },

    /** Frames of a WebSocket in the direction of the client, which carry no mask. */
    FRAMES {
        @Override
        int end(Buffer bytes, int from) {
            if (bytes.length() < from + 2) {
                return NONE;
            }
            int said = bytes.getByte(from + 1) & 0x7f;
            int head = said == 127 ? 10 : said == 126 ? 4 : 2;
            if (bytes.length() < from + head) {
                return NONE;
            }
            long length = said == 127 ? bytes.getLong(from + 2) : said == 126 ? bytes.getUnsignedShort(from + 2) : said;
            long end = from + head + length;
            return end <= bytes.length() ? Math.toIntExact(end) : NONE;
        }

        @Override
        Buffer last(Buffer event) {
            return Buffer.buffer()
                    .appendByte((byte) 0x81)
                    .appendByte((byte) 126)
                    .appendUnsignedShort(event.length())
                    .appendBuffer(event)
                    .appendBytes(NORMAL_CLOSURE);
        }
    };

    static final int NONE = -1;

    private static final byte[] NORMAL_CLOSURE = {(byte) 0x88, 2, 0x03, (byte) 0xe8};

    /** Where the event that starts here ends, or {@link #NONE} if it is not there as a whole. */
    abstract int end(Buffer bytes, int from);

    /** A small event of our own after which nothing comes. */
    abstract Buffer last(Buffer event);
}
