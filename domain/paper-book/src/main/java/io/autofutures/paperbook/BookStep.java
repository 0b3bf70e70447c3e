package io.autofutures.paperbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Work on the book at one instant: collects the events in telling order and folds each at once. */
final class BookStep {
    final BookState state;
    final Instant at;
    private final List<BookEvent> events = new ArrayList<>();

    BookStep(BookState state, Instant at) {
        this.state = state;
        this.at = at;
    }

    void tell(BookEvent event) {
        state.apply(event);
        events.add(event);
    }

    List<BookEvent> events() {
        return List.copyOf(events);
    }

    <T> Outcome<T> done(T value) {
        return new Outcome.Done<>(value, events());
    }
}
