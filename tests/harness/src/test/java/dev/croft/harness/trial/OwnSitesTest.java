package dev.croft.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnSitesTest {

    private final List<String> ended = new ArrayList<>();
    private int started;

    private final OwnSites<String> sites = new OwnSites<>(1, name -> name + " no. " + ++started, ended::add);

    @Test
    void aSoundOneServesTheNextTrial() throws InterruptedException {
        var first = sites.site(sites.take());
        sites.giveBack(0, OwnSites.State.SOUND);

        assertThat(sites.site(sites.take())).isSameAs(first);
        assertThat(ended).isEmpty();
    }

    @Test
    void aDoubtfulOneIsEndedAndReplaced() throws InterruptedException {
        sites.site(sites.take());
        sites.giveBack(0, OwnSites.State.DOUBTFUL);

        assertThat(sites.site(sites.take())).isEqualTo("alone-0 no. 2");
        assertThat(ended).containsExactly("alone-0 no. 1");
    }

    @Test
    void oneThatCannotBeEndedIsReplacedAllTheSame() throws InterruptedException {
        var stubborn = new OwnSites<String>(1, name -> name + " no. " + ++started, site -> {
            throw new IllegalStateException("down fails");
        });
        stubborn.site(stubborn.take());
        stubborn.giveBack(0, OwnSites.State.DOUBTFUL);

        assertThat(stubborn.site(stubborn.take())).isEqualTo("alone-0 no. 2");
    }

    @Test
    void oneThatDoesNotStartIsStartedForTheNextTrial() throws InterruptedException {
        var late = new OwnSites<String>(
                1,
                name -> {
                    if (++started == 1) {
                        throw new IllegalStateException("up fails");
                    }
                    return name;
                },
                ended::add);
        int number = late.take();

        assertThatThrownBy(() -> late.site(number)).hasMessage("up fails");
        late.giveBack(number, OwnSites.State.DOUBTFUL);
        assertThat(late.site(late.take())).isEqualTo("alone-0");
    }
}
