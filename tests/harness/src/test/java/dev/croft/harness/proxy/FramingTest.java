package dev.croft.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static final Call CALL = new Call("one", 1, 0, "watch", "", "v1", "pods", "", "", "", 0);

    private final List<Buffer> written = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 1_500_000})
    void passesAFrameOfAnySizeOnlyAsAWhole(int size) {
        var frame = frame(size);
        var watch = watch(Framing.FRAMES);

        watch.received(frame.getBuffer(0, 1));
        watch.received(frame.getBuffer(1, frame.length() - 1 < 1 ? 1 : frame.length() - 1));
        assertThat(written).isEmpty();
        watch.received(frame.getBuffer(frame.length() - 1, frame.length()));

        assertThat(written).singleElement().isEqualTo(frame);
    }

    @Test
    void passesTheWholeLinesOfAChunk() {
        var watch = watch(Framing.LINES);

        watch.received(Buffer.buffer("one\ntwo\nthr"));
        watch.received(Buffer.buffer("ee\n"));

        assertThat(written).containsExactly(Buffer.buffer("one\ntwo\n"), Buffer.buffer("three\n"));
    }

    @ParameterizedTest
    @EnumSource
    void expiresOnTheEdgeOfAnEvent(Framing framing) {
        var watch = watch(framing);
        watch.received(Buffer.buffer(framing == Framing.LINES ? "half a li" : "\u0001"));

        watch.expire();

        assertThat(written).singleElement().satisfies(bytes -> {
            assertThat(bytes.toString()).contains("\"type\":\"ERROR\"", "\"code\":410", "\"reason\":\"Expired\"");
            assertThat(framing.end(bytes, 0)).isPositive();
        });
    }

    private OpenWatch watch(Framing framing) {
        return new OpenWatch(CALL, framing, new OpenWatch.Client(written::add, () -> {}, () -> {}), () -> {});
    }

    private static Buffer frame(int size) {
        var frame = Buffer.buffer().appendByte((byte) 0x81);
        if (size < 126) {
            frame.appendByte((byte) size);
        } else if (size < 65_536) {
            frame.appendByte((byte) 126).appendUnsignedShort(size);
        } else {
            frame.appendByte((byte) 127).appendLong(size);
        }
        return frame.appendBytes(new byte[size]);
    }
}
