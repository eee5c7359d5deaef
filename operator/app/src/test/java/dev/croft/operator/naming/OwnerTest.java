package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final HasMetadata OWNER = Samples.service("web", "");

    @Test
    void stampsAControllerThatNeedsNoRightToFinalizers() {
        var stamp = Owner.stamp(OWNER);

        assertThat(stamp.getApiVersion()).isEqualTo("croft.dev/v1alpha1");
        assertThat(stamp.getKind()).isEqualTo("Service");
        assertThat(stamp.getName()).isEqualTo("web");
        assertThat(stamp.getUid()).isEqualTo("uid-web");
        assertThat(stamp.getController()).isTrue();
        assertThat(stamp.getBlockOwnerDeletion()).isNull();
    }

    @Test
    void ownsWhatItStamped() {
        assertThat(Owner.owns(OWNER, ownedBy(Owner.stamp(OWNER)))).isTrue();
    }

    @Test
    void ownsNothingOfAPredecessorWithTheSameName() {
        var object = ownedBy(
                new OwnerReferenceBuilder(Owner.stamp(OWNER)).withUid("earlier").build());

        assertThat(Owner.owns(OWNER, object)).isFalse();
        assertThat(Owner.ownedByPredecessor(OWNER, object)).isTrue();
    }

    @Test
    void isNotItsOwnPredecessor() {
        assertThat(Owner.ownedByPredecessor(OWNER, ownedBy(Owner.stamp(OWNER)))).isFalse();
    }

    @Test
    void takesNobodyOfAnotherKindApiOrNameForAPredecessor() {
        var earlier =
                new OwnerReferenceBuilder(Owner.stamp(OWNER)).withUid("earlier").build();

        assertThat(Owner.ownedByPredecessor(
                        OWNER,
                        ownedBy(new OwnerReferenceBuilder(earlier)
                                .withKind("Project")
                                .build())))
                .isFalse();
        assertThat(Owner.ownedByPredecessor(
                        OWNER,
                        ownedBy(new OwnerReferenceBuilder(earlier)
                                .withApiVersion("serving.knative.dev/v1")
                                .build())))
                .isFalse();
        assertThat(Owner.ownedByPredecessor(
                        OWNER,
                        ownedBy(new OwnerReferenceBuilder(earlier)
                                .withName("api")
                                .build())))
                .isFalse();
    }

    @Test
    void doesNotTakeAnOrdinaryOwnerForTheController() {
        var object = ownedBy(new OwnerReferenceBuilder(Owner.stamp(OWNER))
                .withController(null)
                .build());

        assertThat(Owner.of(object)).isEmpty();
        assertThat(Owner.owns(OWNER, object)).isFalse();
        assertThat(Owner.ownedByPredecessor(OWNER, object)).isFalse();
    }

    private static HasMetadata ownedBy(OwnerReference reference) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("web")
                .withOwnerReferences(reference)
                .endMetadata()
                .build();
    }
}
