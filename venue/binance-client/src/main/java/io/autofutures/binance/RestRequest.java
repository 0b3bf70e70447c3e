package io.autofutures.binance;

import org.jspecify.annotations.Nullable;

/**
 * One call before it is signed.
 *
 * @param sending given for orders: their moment is the caller's, so they are never signed anew
 * @param mutates something may have happened at the venue although no answer arrived
 * @param sheddable may be left out while request weight is scarce
 * @param weight request weight by the venue's table
 */
record RestRequest(
        String method,
        String path,
        Query query,
        Security security,
        @Nullable Sending sending,
        boolean mutates,
        boolean sheddable,
        int weight) {
    enum Security {
        NONE,
        KEY,
        SIGNED
    }

    static RestRequest open(String path, Query query, int weight) {
        return new RestRequest("GET", path, query, Security.NONE, null, false, false, weight);
    }

    static RestRequest read(String path, Query query, int weight) {
        return new RestRequest("GET", path, query, Security.SIGNED, null, false, false, weight);
    }

    static RestRequest change(String path, Query query) {
        return new RestRequest("POST", path, query, Security.SIGNED, null, true, false, 1);
    }

    static RestRequest order(String method, String path, Query query, Sending sending) {
        return new RestRequest(method, path, query, Security.SIGNED, sending, true, false, 1);
    }

    static RestRequest keyOnly(String method, String path) {
        return new RestRequest(method, path, new Query(), Security.KEY, null, true, false, 1);
    }

    RestRequest canBeLeftOut() {
        return new RestRequest(method, path, query, security, sending, mutates, true, weight);
    }
}
