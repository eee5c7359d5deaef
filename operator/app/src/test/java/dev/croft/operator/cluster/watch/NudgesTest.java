package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NudgesTest {

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final Shelf<ConfigMap> shelf = new Shelf<>(object -> Set.of(), System::nanoTime);
    private final Nudges<ConfigMap> nudges = new Nudges<>(ConfigMap.class, shelf, (now, before) -> {});

    @BeforeEach
    void start() {
        nudges.setEventHandler(heard::add);
        nudges.start();
    }

    @Test
    void announcesAgainWhatFollowsADeletedResourceOfItsName() throws InterruptedException {
        nudges.onResourceDeleted(resource("first"));
        nudges.onResourceCreated(resource("second"));

        assertThat(heard.poll(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        ResourceEvent.class,
                        event -> assertThat(event.getResource()).contains(resource("second")));
    }

    @Test
    void announcesNothingElse() throws InterruptedException {
        nudges.onResourceCreated(resource("first"));

        assertThat(heard.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void announcesNothingThatIsGoneAgain() throws InterruptedException {
        nudges.onResourceDeleted(resource("first"));
        nudges.onResourceCreated(resource("second"));
        nudges.onResourceDeleted(resource("second"));

        assertThat(heard.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void ringsOnceForAllThatIsAskedForInAMoment() throws InterruptedException {
        nudges.onResourceCreated(resource("it"));
        var it = ResourceID.fromResource(resource("it"));

        nudges.lookSoon(it);
        nudges.lookSoon(it);

        assertThat(heard.poll(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(heard.poll(2, TimeUnit.SECONDS)).isNull();
        nudges.lookSoon(it);
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void ringsForNothingThatIsNotThere() throws InterruptedException {
        nudges.look("acme", "it");
        assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();

        shelf.show(resource("first"));
        nudges.look("acme", "it");
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void takesWhatIsPutDownAndNotToldYet() {
        nudges.over(() -> Stream.of(resource("first")));

        nudges.catchUp();

        assertThat(shelf.get("acme", "it")).contains(resource("first"));
    }

    private static ConfigMap resource(String uid) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName("it")
                .withUid(uid)
                .withResourceVersion("1")
                .endMetadata()
                .build();
    }
}
