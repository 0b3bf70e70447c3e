package io.autofutures.paperbook;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The last orders that ended, oldest first, found by either id. */
final class Ended<T> {
    private final int limit;
    private final LinkedHashMap<Long, T> byId = new LinkedHashMap<>();
    private final HashMap<String, Long> idOf = new HashMap<>();
    private final HashMap<Long, String> clientIdOf = new HashMap<>();

    Ended(int limit) {
        this.limit = limit;
    }

    /** The id of the one that had to make room, if any. */
    Optional<Long> put(long id, String clientId, T value) {
        byId.put(id, value);
        idOf.put(clientId, id);
        clientIdOf.put(id, clientId);
        if (byId.size() <= limit) {
            return Optional.empty();
        }
        long oldest = byId.firstEntry().getKey();
        byId.remove(oldest);
        idOf.remove(clientIdOf.remove(oldest), oldest);
        return Optional.of(oldest);
    }

    Optional<T> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<T> byClientId(String clientId) {
        return Optional.ofNullable(idOf.get(clientId)).map(byId::get);
    }

    Collection<T> all() {
        return byId.values();
    }
}
