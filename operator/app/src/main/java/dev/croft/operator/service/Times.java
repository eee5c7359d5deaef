package dev.croft.operator.service;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.croft.api.v1alpha1.service.ServiceSpec;
import dev.croft.operator.outcome.Problem;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Whether a schedule can ever be due, as far as the schema cannot tell; changes with what a schedule can say. */
final class Times {

    // Any leap year: what is due at no time from here on is never due, since no schedule names a year.
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private Times() {}

    static Optional<Problem> impossible(ServiceSpec spec) {
        var schedule = spec.schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        return unknownZone(spec.timeZoneOrDefault()).or(() -> neverDue(schedule));
    }

    private static Optional<Problem> unknownZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone)
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ServiceReason.TimeZoneUnknown,
                        "spec.timeZone: there is no time zone %s; nothing was changed. Name one like Europe/London, or Etc/UTC."
                                .formatted(zone)));
    }

    private static Optional<Problem> neverDue(String schedule) {
        // The words, as @daily, all come to pass.
        if (schedule.startsWith("@")) {
            return Optional.empty();
        }
        try {
            var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            var due = ExecutionTime.forCron(parser.parse(schedule.replace('?', '*')))
                    .nextExecution(SOME_TIME);
            return due.isPresent()
                    ? Optional.empty()
                    : problem("spec.schedule: %s names a day that no month has, so it is never due", schedule);
        } catch (IllegalArgumentException unreadable) {
            return problem("spec.schedule: %s cannot be read, maybe for a range that ends before it begins", schedule);
        }
    }

    private static Optional<Problem> problem(String what, String schedule) {
        return Optional.of(
                Problem.of(
                        ServiceReason.ScheduleNeverDue,
                        what.formatted(schedule)
                                + "; nothing was changed. Write minute, hour, day of month, month and day of week, like 30 3 * * *."));
    }
}
