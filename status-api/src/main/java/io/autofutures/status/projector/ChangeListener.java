package io.autofutures.status.projector;

import io.autofutures.status.view.MarketItem;
import java.util.Collection;
import java.util.List;

/** Hears what was applied, after it is committed, on the projector's thread. Must not block. */
public interface ChangeListener {
    /** The projector has begun a new life of the database. @param seq last change applied before it */
    void began(String epoch, long seq);

    void applied(List<Change> changes);

    /** Latest prices that a batch brought, one of each symbol; not numbered, and not repeated to who was away. */
    void priced(Collection<MarketItem> prices);
}
