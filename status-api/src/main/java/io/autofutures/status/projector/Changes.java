package io.autofutures.status.projector;

import io.autofutures.status.view.ApiJson;
import java.util.ArrayList;
import java.util.List;

/** The changes of one transaction, numbered as they are applied. */
final class Changes {
    private final List<Change> list = new ArrayList<>();
    private long last;
    private int ignored;

    Changes(long last) {
        this.last = last;
    }

    /** The number the next change will get. */
    long next() {
        return last + 1;
    }

    void add(String type, Object payload) {
        last++;
        list.add(new Change(last, type, ApiJson.write(payload)));
    }

    /** A fact came again. */
    void ignore() {
        ignored++;
    }

    int ignored() {
        return ignored;
    }

    long last() {
        return last;
    }

    List<Change> list() {
        return list;
    }
}
