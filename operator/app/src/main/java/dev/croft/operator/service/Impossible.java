package dev.croft.operator.service;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.api.v1alpha1.service.ServiceSpec;
import dev.croft.operator.network.Peers;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.settings.Settings;
import inet.ipaddr.IPAddressString;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What a spec asks for that can never be, and that the schema cannot know; changes with what a spec can ask for. */
final class Impossible {

    // Any leap year: what is due at no time from here on is never due, since no schedule names a year.
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private Impossible() {}

    static Optional<Problem> in(
            CroftService service, Collection<CroftService> siblings, Settings settings, Set<String> addresses) {
        var spec = service.getSpec();
        return schedule(spec).or(() -> external(spec, settings, addresses)).or(() -> circle(service, siblings));
    }

    private static Optional<Problem> circle(CroftService service, Collection<CroftService> siblings) {
        return Peers.circle(service, siblings)
                .map(names -> Problem.of(
                        ServiceReason.DependencyCircle,
                        "spec.dependsOn: %s wait for each other, so none of them would ever start; nothing was changed. Remove one of these entries."
                                .formatted(String.join(" -> ", names))));
    }

    private static Optional<Problem> schedule(ServiceSpec spec) {
        var schedule = spec.schedule();
        return schedule == null
                ? Optional.empty()
                : unknownZone(spec.timeZoneOrDefault()).or(() -> neverDue(schedule));
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
                    : badSchedule("%s names a day that no month has, so it is never due", schedule);
        } catch (IllegalArgumentException unreadable) {
            return badSchedule("%s cannot be read, maybe for a range that ends before it begins", schedule);
        }
    }

    private static Optional<Problem> badSchedule(String what, String schedule) {
        return Optional.of(Problem.of(
                ServiceReason.ScheduleNeverDue,
                "spec.schedule: %s; nothing was changed. Write minute, hour, day of month, month and day of week, like 30 3 * * *."
                        .formatted(what.formatted(schedule))));
    }

    // A Service may not be a ladder to what the network of the cluster keeps its writer from.
    private static Optional<Problem> external(ServiceSpec spec, Settings settings, Set<String> addresses) {
        return Optional.ofNullable(spec.external())
                .flatMap(external -> external.isAddress()
                        ? addressInside(external, settings, addresses)
                        : nameInside(external, settings));
    }

    private static Optional<Problem> addressInside(External external, Settings settings, Set<String> addresses) {
        var address = new IPAddressString(external.host());
        if (addresses.stream().anyMatch(known -> new IPAddressString(known).equals(address))) {
            return Optional.of(inside(external, "the address of a node or pod of the cluster"));
        }
        return settings.clusterRanges().stream()
                .filter(range -> new IPAddressString(range).contains(address))
                .findFirst()
                .map(range -> inside(external, "an address of the cluster, which has " + range));
    }

    private static Optional<Problem> nameInside(External external, Settings settings) {
        var name = external.host();
        return name.equals(settings.clusterDomain()) || name.endsWith("." + settings.clusterDomain())
                ? Optional.of(inside(external, "a name of the cluster's domain"))
                : Optional.empty();
    }

    private static Problem inside(External external, String what) {
        return Problem.of(
                ServiceReason.ExternalHostInside,
                "spec.external.host: %s is %s; nothing was changed. Name something that runs elsewhere, or use allowFrom of a Service that runs here."
                        .formatted(external.host(), what));
    }
}
