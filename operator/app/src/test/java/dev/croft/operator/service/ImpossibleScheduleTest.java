package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.outcome.Problem;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpossibleScheduleTest {

    private static final Set<String> ADDRESSES = Set.of("192.168.1.2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 3 * * *",
                "*/5 * * * *",
                "0 0 29 2 *",
                "0 0 30 2 mon",
                "0 9-17/2 * * MON-FRI",
                "0 0 1,15 JAN,jul ?",
                "@daily",
                "@hourly"
            })
    void findsNothingWrongWithASchedule(String schedule) {
        assertThat(impossible("schedule: \"%s\"".formatted(schedule))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void tellsThatADayNeverComes(String schedule) {
        var problem = impossible("schedule: \"%s\"".formatted(schedule));

        assertThat(problem).map(Problem::reason).contains(ServiceReason.ScheduleNeverDue);
        assertThat(problem.orElseThrow().message()).contains("is never due");
    }

    @Test
    void tellsThatAScheduleCannotBeRead() {
        assertThat(impossible("schedule: \"30-10 * * * *\"").orElseThrow().message())
                .contains("cannot be read");
    }

    @Test
    void tellsThatATimeZoneDoesNotExist() {
        assertThat(impossible("schedule: \"@daily\"\ntimeZone: Europe/Atlantis"))
                .map(Problem::reason)
                .contains(ServiceReason.TimeZoneUnknown);
        assertThat(impossible("schedule: \"@daily\"\ntimeZone: Europe/London")).isEmpty();
    }

    @Test
    void asksNothingOfAServiceWithoutASchedule() {
        assertThat(impossible("")).isEmpty();
    }

    private static Optional<Problem> impossible(String spec) {
        return Impossible.in(Samples.service("report", spec), List.of(), Settings.defaults(), ADDRESSES);
    }
}
