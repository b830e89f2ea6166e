package io.akoflow.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What happened, in lines; only a simulation that is repeated because it broke a law writes them down. */
final class Story {

    private static final int MOST_LINES = 40;

    private final Timeline time;
    private final boolean isTold;
    private final List<Line> lines = new ArrayList<>();

    private record Line(long at, String about, String what) {
        private boolean isAbout(String subject) {
            return !about.isEmpty() && (subject.startsWith(about) || about.startsWith(subject));
        }

        @Override
        public String toString() {
            return "%10.3f s  %s %s".formatted(at / 1000.0, about, what);
        }
    }

    Story(Timeline time, boolean isTold) {
        this.time = time;
        this.isTold = isTold;
    }

    /** @param about a run, or {@code run/activity}; empty when it may matter to all */
    void tell(String about, Supplier<String> what) {
        if (isTold) {
            lines.add(new Line(time.millis(), about, what.get()));
        }
    }

    /** The end of it, as far as it may matter to {@code subject}. */
    String end(String subject) {
        var about = lines.stream().filter(line -> line.isAbout(subject)).toList();
        if (about.isEmpty()) {
            return "";
        }
        long since = about.get(Math.max(0, about.size() - MOST_LINES)).at();
        long until = about.getLast().at();
        return lines.stream()
                .filter(line -> line.isAbout(subject) || line.about().isEmpty())
                .filter(line -> line.at() >= since && line.at() <= until)
                .map(Line::toString)
                .collect(Collectors.joining("\n"));
    }
}
